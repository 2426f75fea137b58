/** Words about what was noticed: kinds and levels. In Spanish. */
export default Object.freeze({
  "risk.category.self_harm": "Daño a sí mismo",
  "risk.category.harm_others": "Daño a otras personas",
  "risk.category.abuse": "Abuso o explotación",
  "risk.category.overdose_relapse": "Sobredosis o recaída",
  "risk.category.crime": "Falta a la ley: pregunte a su supervisor",
  "risk.level.imminent": "Puede ser urgente",
  "risk.level.concern": "Conviene hablarlo",
});
