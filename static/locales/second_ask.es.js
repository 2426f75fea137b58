/** Palabras del segundo paso cuando se pide al iniciar sesión, en español. */
export default Object.freeze({
  "second.ask.title": "Un paso más",
  "second.ask.lead": "Su frase de acceso es correcta. Este teléfono es nuevo aquí: muestre que de verdad es usted.",
  "second.ask.way": "¿Cómo?",
  "second.ask.totp.hint": "Seis dígitos. Cada medio minuto hay un número nuevo.",
  "second.ask.recovery": "Código de recuperación",
  "second.ask.recovery.hint": "Uno de los diez que guardó, como 4k2m-9xqd-71wz. Cada uno sirve una vez.",
  "second.ask.recovery.missing": "Escriba un código entero: tres grupos de cuatro.",
  "second.ask.passkey.body": "Su teléfono o computadora le pide la llave de acceso, o la llave que se conecta.",
  "second.ask.passkey.action": "Usar mi llave de acceso",
  "second.ask.action": "Seguir",
  "second.ask.none": "Ninguna de sus maneras funciona en este navegador. Use otro o llame a la persona encargada de privacidad.",
  "second.ask.lost": "Si ya no tiene nada de esto, llame a la persona encargada de privacidad. Puede dejarle entrar una vez.",
});
