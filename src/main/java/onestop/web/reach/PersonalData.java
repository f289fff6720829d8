package onestop.web.reach;

import java.lang.annotation.Documented;
import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;
import onestop.conduct.Lookup;
import onestop.desk.reading.Disclosure;

/**
 * Declares whose personal data the answers of a handler may hold. {@link LookupGate} reads it
 * before the handler is called, and refuses every call of a handler without it. On a class it
 * applies to every handler without a mark of its own.
 */
@Documented
@Retention(RetentionPolicy.RUNTIME)
@Target({ElementType.METHOD, ElementType.TYPE})
public @interface PersonalData {
  /** The owner of the personal data. */
  Of value();

  /** The recorded kind of a look-up through this handler; through the API it is {@code API}. */
  Lookup.What as() default Lookup.What.DOSSIER;

  /** The owner of the personal data, and the way the gate determines it. */
  enum Of {
    /** No applicant's: figures, codes and days, public evidence, officers. */
    NOBODY,
    /** Of many dossiers; the handler itself names applicants within {@link Disclosure} only. */
    LISTED,
    /** Of the dossier in the path variable {@code code}. */
    DOSSIER,
    /**
     * Of the dossier in the path variable {@code code}, as far as the question in the path variable
     * {@code no} shows it to officers whose opinion is asked.
     */
    OPINION,
    /** Of the dossier that the obligation in the path variable {@code id} belongs to. */
    LETTER,
    /** Of the dossier that the work item in the path variable {@code id} belongs to. */
    WORK_ITEM
  }
}
