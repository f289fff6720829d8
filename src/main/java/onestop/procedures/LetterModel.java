package onestop.procedures;

import java.util.List;

/** The process of the letter of apology. Its steps are completed on the letter's own page. */
public final class LetterModel {
  /** The id of the process. */
  public static final String PROCESS = "apology_letter";

  /** The step at which the letter is drafted. */
  public static final String DRAFT = "draft_apology";

  /** The step at which it is signed. */
  public static final String SIGN = "sign_apology";

  /** Both steps, in their order. */
  public static final List<String> STEPS = List.of(DRAFT, SIGN);

  private LetterModel() {}
}
