package onestop.inbox;

import java.time.Instant;
import java.util.List;
import onestop.dossiers.life.Channel;
import onestop.inbox.InboxFilter.Desk;
import onestop.kernel.OfficerId;
import org.jspecify.annotations.Nullable;

/**
 * A selection of the work of a unit, as one officer sees it.
 *
 * @param choice what was chosen
 * @param sort the order
 */
public record InboxQuery(Reader reader, Choice choice, Sort sort) {
  /** The holder of an item that nobody holds; no login is this word. */
  public static final String NOBODY = "none";

  /** The parts of a unit's work. */
  public enum Tab {
    /** Held by the reader, and not waiting. */
    MINE,
    /** Free at a desk of the reader, and not waiting. */
    UNASSIGNED,
    /** Everything at the agencies where the reader works. */
    UNIT,
    /**
     * Of the reader's desks, with a clock that is paused or a proposal that an approver decides on.
     */
    WAITING
  }

  /** The orders of a list; within the same moment by the item's id. */
  public enum Sort {
    /** Least time first, by the earlier of the item's own limit and the due date. */
    URGENT,
    /** Earliest current due date of the dossier first. */
    DUE,
    /** Earliest receipt first. */
    OLDEST,
    /** Latest receipt first. */
    NEWEST;

    boolean descends() {
      return this == NEWEST;
    }
  }

  /** How urgent an item is; the signs of a list's rows. */
  public enum Urgency {
    /** The dossier is late, or the limit of its letter has passed. */
    OVERDUE,
    /** Less than two working days are left, or the time allotted to the step is used up. */
    NEAR,
    /** Neither. */
    CALM
  }

  /**
   * The officer who reads.
   *
   * @param desks the desks at which the officer serves, directly or as a delegate
   * @param unit every desk of the agencies of these desks
   * @param now the present
   * @param near the moment two working days later
   */
  public record Reader(OfficerId id, List<Desk> desks, List<Desk> unit, Instant now, Instant near) {
    public Reader {
      desks = List.copyOf(desks);
      unit = List.copyOf(unit);
    }
  }

  /**
   * A period.
   *
   * @param from inclusive; null without a bound
   * @param to exclusive; null without a bound
   */
  public record Period(@Nullable Instant from, @Nullable Instant to) {
    /** All of time. */
    public static final Period ALWAYS = new Period(null, null);
  }

  /**
   * What was chosen; null is no choice.
   *
   * @param holder the login of the officer who holds the item, or {@link #NOBODY}
   * @param due the current due date of the dossier
   * @param text words of a dossier code or of the applicant's name, with tones or without
   * @param answers all that the marked answers of the dossier's form must contain, as {@link
   *     MarkedAnswers#wanted}; empty is no choice
   */
  public record Choice(
      Tab tab,
      @Nullable String procedure,
      @Nullable String step,
      @Nullable Urgency urgency,
      @Nullable String holder,
      @Nullable Channel channel,
      Period received,
      Period due,
      @Nullable String text,
      List<String> answers) {
    public Choice {
      answers = List.copyOf(answers);
    }

    /** All of a tab. */
    public static Choice all(Tab tab) {
      return new Choice(
          tab, null, null, null, null, null, Period.ALWAYS, Period.ALWAYS, null, List.of());
    }
  }
}
