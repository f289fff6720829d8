package onestop.apologies.obligation;

import org.jspecify.annotations.Nullable;

/** The names of apology entries in the ledger; they are part of its format and never change. */
public final class LedgerKind {
  static final String OPENED = "APOLOGY_OPENED";
  public static final String ISSUED = "LETTER_ISSUED";
  public static final String PRINTED = "LETTER_PRINTED";

  private LedgerKind() {}

  /** The kind of the entry for a step; null means the opening. */
  static String of(@Nullable ObligationStep step) {
    if (step == null) {
      return OPENED;
    }
    return switch (step) {
      case DRAFT -> "APOLOGY_DRAFTED";
      case STATE_ON_TIME -> "APOLOGY_STATED_ON_TIME";
      case MOVE_LIMIT -> "APOLOGY_LIMIT_MOVED";
      case SIGN -> "APOLOGY_SIGNED";
      case ISSUE -> ISSUED;
      case BREACH -> "APOLOGY_BREACHED";
      case WAIVE -> "APOLOGY_WAIVED";
      case VOID -> "APOLOGY_VOID";
    };
  }
}
