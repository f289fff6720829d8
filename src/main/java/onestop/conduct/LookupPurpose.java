package onestop.conduct;

import java.util.Collections;
import java.util.EnumSet;
import java.util.Set;

/**
 * The purposes for which personal data may be opened from outside; the words are the messages
 * {@code lookup.purpose.*}.
 */
public enum LookupPurpose {
  /** An inspection by plan or by order. */
  INSPECTION,
  /** A complaint or a denunciation is investigated. */
  COMPLAINT,
  /** Feedback or a petition of a citizen is answered. */
  PETITION,
  /** A hearing needs this dossier. */
  HEARING,
  /** A difference named by a check is followed up. */
  DIFFERENCE,
  /** The work of an agency below is directed, speeded up or supervised. */
  SUPERVISION,
  /** Another purpose, in the reader's words. */
  OTHER,
  /** An opinion was asked of the reader; the program records it, and nobody states it. */
  OPINION;

  /** The purposes that a reader may state. */
  public static final Set<LookupPurpose> STATED =
      Collections.unmodifiableSet(EnumSet.complementOf(EnumSet.of(OPINION)));
}
