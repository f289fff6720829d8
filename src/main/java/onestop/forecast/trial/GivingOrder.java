package onestop.forecast.trial;

/** The orders in which officers may take the items that wait at their desk. */
public enum GivingOrder {
  /** The item that has waited longest at the desk. */
  FIRST_COME,
  /** The item of the dossier that is due first. */
  DUE_DATE,
  /** The item that {@link onestop.forecast.Chance} puts first. */
  NEXT_ITEM
}
