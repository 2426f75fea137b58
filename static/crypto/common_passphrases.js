/**
 * What many people choose when they must choose something long, in English and Spanish: letters and digits only, lower case.
 * Phrases and the words that longer ones are glued together from. Written for this project, longest first where one holds another.
 */
export const COMMON = Object.freeze([
  "correcthorsebatterystaple", "thequickbrownfoxjumpsoverthelazydog", "thequickbrownfox", "jumpsoverthelazydog", "loremipsumdolorsitamet",
  "tobeornottobethatisthequestion", "tobeornottobe", "maytheforcebewithyou", "twinkletwinklelittlestar", "maryhadalittlelamb",
  "onceuponatime", "ourfatherwhoartinheaven", "inthebeginning", "thelordismyshepherd", "onedayatatime", "easydoesit", "serenityprayer",
  "godgrantmetheserenity", "letgoandletgod", "thisismypassword", "thisismypassphrase", "thisisapassphrase", "thisisapassword",
  "mypasswordis", "ihatepasswords", "iloveyousomuch", "iloveyouforever", "iloveyou", "youaremysunshine", "mysecretpassword",
  "letmeinplease", "letmein", "opensesame", "trustno1", "changeme", "donotforget", "dontforget", "whatever", "administrator",
  "passphrase", "password", "passw0rd", "p4ssw0rd", "pa55word", "passwort", "secret", "welcome", "sunshine", "princess", "football",
  "baseball", "superman", "batman", "dragon", "monkey", "shadow", "master", "freedom", "starwars", "computer", "internet", "jesuschrist",
  "jesus", "hello", "login", "admin", "user", "test", "abc", "xyz", "qwe", "asd", "zxc", "sotto", "recovery", "supervisor", "specialist",
  "enunlugardelamanchadecuyonombre", "enunlugardelamancha", "padrenuestroqueestasenloscielos", "padrenuestro", "soloporhoy",
  "estaesmicontraseña", "estaesmicontrasena", "micontraseñaes", "micontrasenaes", "micontraseña", "micontrasena", "contraseña", "contrasena",
  "tequieromucho", "teamomucho", "tequiero", "teamo", "holamundo", "hola", "amor", "abretesesamo", "ábretesésamo", "bienvenido", "clave",
  "secreto", "usuario", "dios", "familia", "futbol", "estrellita",
]);
