package onestop.dossiers.consultations;

import java.time.Instant;
import java.time.LocalDate;
import java.util.Collection;
import java.util.List;
import onestop.agencies.Post;
import onestop.agencies.Role;
import onestop.dossiers.papers.NewFile;
import onestop.kernel.Actor;
import onestop.kernel.DossierCode;
import org.jspecify.annotations.Nullable;

/**
 * A question to an agency about a dossier. It moves no due date, and its silence is an answer only
 * where a statute says so.
 *
 * @param asked whose opinion is asked now
 * @param files the numbers of the dossier's files that the asked officers may read
 * @param answerBy the end of the working day on which the answer is due, inclusive
 * @param passedOn how often the question was passed on
 * @param remindedAt null before the one reminder
 * @param withdrawnAt null unless the question was withdrawn
 * @param answer null while there is none; there is never a second one
 */
public record Consultation(
    Place place,
    Post asked,
    String question,
    List<Integer> files,
    Instant answerBy,
    Actor.Officer askedBy,
    Instant askedAt,
    int passedOn,
    @Nullable Instant remindedAt,
    @Nullable Instant withdrawnAt,
    @Nullable Answer answer) {
  /** The most characters of a question. */
  public static final int LONGEST = 2000;

  /** The most characters of an answer. */
  public static final int LONGEST_ANSWER = 4000;

  /** The most characters of a reason. */
  public static final int LONGEST_REASON = 500;

  /** The most files that a question names. */
  public static final int MOST_FILES = 20;

  public Consultation {
    files = List.copyOf(files);
  }

  /** Where a question stands: its dossier, and its number from 1 within it. */
  public record Place(DossierCode dossier, int no) {}

  /** An answer, with the number of its file if it has one. */
  public record Answer(String text, @Nullable Integer file, Actor.Officer by, Instant at) {}

  /** How a question stands. */
  public enum State {
    /** No answer, and time is left. */
    WAITING,
    /** No answer, and the time is over. An answer is still taken. */
    LAPSED,
    ANSWERED,
    WITHDRAWN
  }

  /**
   * What an officer asks.
   *
   * @param day the day by whose close of office the answer is due
   * @param why why the answer may come after the dossier's own due date; empty if it need not
   */
  public record Question(Post asked, String text, List<Integer> files, LocalDate day, String why) {
    public Question {
      files = files.stream().distinct().sorted().toList();
    }
  }

  /** What an officer answers. */
  public record Reply(String text, @Nullable NewFile file) {}

  /** Who answers, with the posts that the officer holds now. */
  public record Answering(Actor.Officer officer, Collection<Post> posts) {}

  /** How the question stands at that moment. */
  public State state(Instant now) {
    if (withdrawnAt != null) {
      return State.WITHDRAWN;
    }
    if (answer != null) {
      return State.ANSWERED;
    }
    return now.isAfter(answerBy) ? State.LAPSED : State.WAITING;
  }

  /** Whether there is neither an answer nor a withdrawal. */
  public boolean isOpen() {
    return withdrawnAt == null && answer == null;
  }

  /** Whether it asks who holds those posts: the asked one, or the head of the asked unit. */
  public boolean asks(Collection<Post> posts) {
    return posts.contains(asked) || posts.contains(new Post(asked.agency(), Role.UNIT_HEAD));
  }

  /** The only form allowed in a log: the texts may hold personal data. */
  @Override
  public String toString() {
    return "Consultation[" + place + ", " + asked + "]";
  }
}
