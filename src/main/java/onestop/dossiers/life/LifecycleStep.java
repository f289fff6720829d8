package onestop.dossiers.life;

/** The steps that move a dossier from one state to another. */
public enum LifecycleStep {
  ACCEPT,
  START_WORK,
  REQUEST_SUPPLEMENT,
  REQUEST_PAYMENT,
  POST_NOTICE,
  RESUME,
  RESOLVE,
  RETURN,
  REFUSE,
  WITHDRAW,
  STOP
}
