package onestop.dossiers.life;

/** The way in which the applicant wishes to be given the result. */
public enum ReturnBy {
  /** At the desk that received the application. */
  DESK,
  /** By the public postal service. */
  POST,
  /** As a signed file in the applicant's account on the portal. */
  ONLINE
}
