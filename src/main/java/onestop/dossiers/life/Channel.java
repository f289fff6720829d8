package onestop.dossiers.life;

/** How an application came in. */
public enum Channel {
  DESK,
  ONLINE,
  POST
}
