package onestop.web.reach;

import java.lang.annotation.Documented;
import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;
import onestop.conduct.Lookup;

/**
 * Says whose personal data the answers of a handler may hold. {@link LookupGate} reads it before
 * the handler is called, and lets nobody pass to a handler that says nothing. On a class it holds
 * for every handler that does not say otherwise.
 */
@Documented
@Retention(RetentionPolicy.RUNTIME)
@Target({ElementType.METHOD, ElementType.TYPE})
public @interface PersonalData {
  /** Whose. */
  Of value();

  /** What a look-up through this door is called on record; through the API, {@code API}. */
  Lookup.What as() default Lookup.What.DOSSIER;

  /** Whose personal data, and how the gate finds out. */
  enum Of {
    /** No applicant's: figures, codes and days, public evidence, officers. */
    NOBODY,
    /** Of many dossiers; the handler itself names applicants within {@link Disclosure} only. */
    LISTED,
    /** Of the dossier in the path variable {@code code}. */
    DOSSIER,
    /** Of the dossier that the obligation in the path variable {@code id} belongs to. */
    LETTER,
    /** Of the dossier that the work item in the path variable {@code id} belongs to. */
    WORK_ITEM
  }
}
