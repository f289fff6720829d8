package onestop.scenarios;

import java.time.LocalDateTime;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * What must happen to one dossier that is received on a given day while people act in a given way.
 * Times are local times of the office.
 *
 * @param name what is tried
 * @param received the moment of receipt
 * @param pace the working time that an officer takes for an item, such as {@code 2wh} or {@code
 *     1wd}; {@code never} if nobody acts; null for the allotment of each step in the model
 * @param acts what people do otherwise; each is done once, at the first item of its step
 * @param until the moment at which the outcome is read; null for 90 days after the receipt
 * @param expect the outcome
 */
public record Scenario(
    Name name,
    LocalDateTime received,
    @Nullable String pace,
    List<Act> acts,
    @Nullable LocalDateTime until,
    Expectation expect) {
  /** The pace of people who do nothing. */
  static final String NEVER = "never";

  private static final int DAYS = 90;

  public Scenario {
    acts = acts == null ? List.of() : List.copyOf(acts);
  }

  /** The moment at which the outcome is read. */
  LocalDateTime readAt() {
    return until == null ? received.plusDays(DAYS) : until;
  }

  /** The name in both languages. */
  public record Name(String vi, String en) {}

  /**
   * What one person does.
   *
   * @param step the step that is ended; null if the applicant withdraws
   * @param process the model of the step, where a leg of the dossier is meant; null for any
   * @param outcome its outcome; null for the normal one
   * @param form values of the form that differ from the usual ones, by the names of its fields
   * @param withdraw the reason of a withdrawal; null if a step is ended
   * @param after the working time after the item appeared, or after the receipt for a withdrawal;
   *     {@code never} for a step that nobody ends
   * @param at the moment, instead of {@code after}
   */
  public record Act(
      @Nullable String step,
      @Nullable String process,
      @Nullable String outcome,
      Map<String, Object> form,
      @Nullable String withdraw,
      @Nullable String after,
      @Nullable LocalDateTime at) {
    public Act {
      form = form == null ? Map.of() : Map.copyOf(form);
    }
  }

  /**
   * The outcome; what is null is not compared.
   *
   * @param state the state of the dossier
   * @param due the lawful due date
   * @param newDue the due date that holds, after extensions and letters
   * @param closed the moment at which the dossier was closed
   * @param letters the number of letters of apology issued, legs included
   * @param escalations the number of rungs of the ladder that were raised, legs included
   * @param path the steps that were ended, in their order, each with its outcome unless it is the
   *     normal one: {@code appraise supplement}
   */
  public record Expectation(
      @Nullable String state,
      @Nullable LocalDateTime due,
      @Nullable LocalDateTime newDue,
      @Nullable LocalDateTime closed,
      @Nullable Integer letters,
      @Nullable Integer escalations,
      @Nullable List<String> path) {}
}
