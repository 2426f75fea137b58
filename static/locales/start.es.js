/** The few words for when the other words cannot be read, in Spanish. */
export default Object.freeze({
  "start.unread.title": "No se pudo leer la aplicación",
  "start.unread.body": "Revise la señal e intente de nuevo. Lo que guardó sigue en este teléfono.",
  "start.unread.again": "Intentar de nuevo",
});
