package onestop.dossiers;

/** How an application came in. */
public enum Channel {
  DESK,
  ONLINE,
  POST
}
