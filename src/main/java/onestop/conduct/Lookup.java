package onestop.conduct;

import java.time.Instant;
import onestop.kernel.Actor;
import onestop.kernel.DossierCode;

/**
 * One recorded look-up of personal data by a reader outside the agencies that work on the dossier.
 *
 * @param id in the order of recording
 * @param auditor the reader: an auditor, the head of an agency above, or an officer whose opinion
 *     is asked
 * @param what the entry point that was opened
 * @param at when it was recorded, which is before anything was shown
 */
public record Lookup(
    long id, Actor.Officer auditor, DossierCode dossier, What what, Stated stated, Instant at) {

  /** The longest text of a purpose. */
  public static final int MAX_TEXT = 500;

  /** The entry points that give personal data. */
  public enum What {
    /** The dossier's page. */
    DOSSIER,
    /** The evidence sheet. */
    EVIDENCE,
    /** A letter of apology, its page or its print. */
    LETTER,
    /** A printed paper. */
    PAPER,
    /** An answer of the API. */
    API,
    /** A question to another agency, and what it names of the dossier. */
    OPINION
  }

  /**
   * The stated purpose.
   *
   * @param text the document or the reason, without personal data; never empty
   */
  public record Stated(LookupPurpose purpose, String text) {}
}
