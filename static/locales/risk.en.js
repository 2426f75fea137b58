/** Words about what was noticed: kinds and levels. In English. */
export default Object.freeze({
  "risk.category.self_harm": "Harm to self",
  "risk.category.harm_others": "Harm to others",
  "risk.category.abuse": "Abuse or exploitation",
  "risk.category.overdose_relapse": "Overdose or relapse",
  "risk.category.crime": "Breach of law: ask your supervisor",
  "risk.level.imminent": "May be urgent",
  "risk.level.concern": "Worth a talk",
});
