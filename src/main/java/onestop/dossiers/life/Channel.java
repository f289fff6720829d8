package onestop.dossiers.life;

/** The channel by which an application was submitted. */
public enum Channel {
  DESK,
  ONLINE,
  POST
}
