package onestop.desk.consultations;

import java.time.Clock;
import java.util.List;
import java.util.Set;
import onestop.agencies.Agencies;
import onestop.agencies.Post;
import onestop.agencies.Role;
import onestop.desk.Caller;
import onestop.dossiers.Dossiers;
import onestop.dossiers.consultations.Consultation;
import onestop.dossiers.consultations.Consultation.Answering;
import onestop.dossiers.consultations.Consultation.Place;
import onestop.dossiers.consultations.Consultation.Reply;
import onestop.dossiers.consultations.Consultations;
import onestop.dossiers.life.Dossier;
import onestop.dossiers.papers.HandedFile;
import onestop.dossiers.papers.HandedFiles;
import onestop.dossiers.papers.NewFile;
import onestop.kernel.AgencyCode;
import onestop.kernel.Failure;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Service;

/**
 * The opinions that are asked of the caller: of the caller's posts, and of every role of the unit
 * that the caller heads. The asked officer reads of the dossier what the question needs, and no
 * more.
 */
@Service
public final class GivenOpinions {
  private final Consultations consultations;
  private final AskedOpinions asking;
  private final Dossiers dossiers;
  private final HandedFiles files;
  private final Agencies agencies;
  private final Clock clock;

  GivenOpinions(
      Consultations consultations,
      AskedOpinions asking,
      Dossiers dossiers,
      HandedFiles files,
      Agencies agencies,
      Clock clock) {
    this.consultations = consultations;
    this.asking = asking;
    this.dossiers = dossiers;
    this.files = files;
    this.agencies = agencies;
    this.clock = clock;
  }

  /** A question that waits for the caller, with the dossier that it is about. */
  public record Waiting(Consultation question, Consultation.State state, Dossier dossier) {}

  /**
   * A question, and what its reader may know of its dossier.
   *
   * @param named the files that the question names, and the answer's
   * @param answers whether the caller may answer it and pass it on
   */
  public record Sheet(
      Consultation question,
      Consultation.State state,
      Dossier dossier,
      List<HandedFile> named,
      boolean answers) {}

  /** The questions that wait for the caller, least time first. */
  public List<Waiting> waiting(Caller caller) {
    return consultations.waiting(posts(caller)).stream()
        .map(
            one ->
                new Waiting(one, one.state(clock.instant()), dossiers.get(one.place().dossier())))
        .toList();
  }

  /** The number of {@link #waiting} questions. */
  public int count(Caller caller) {
    return consultations.waiting(posts(caller)).size();
  }

  /**
   * A question that the caller reads.
   *
   * @throws Failure {@code dossiers/no-such-opinion}
   */
  public Sheet sheet(Place place, Caller caller) {
    Consultation question = consultations.get(place);
    Dossier dossier = dossiers.get(place.dossier());
    Consultation.Answer answer = question.answer();
    List<HandedFile> named =
        files.of(place.dossier()).stream()
            .filter(
                file ->
                    question.files().contains(file.no())
                        || answer != null && Integer.valueOf(file.no()).equals(answer.file()))
            .toList();
    return new Sheet(
        question,
        question.state(clock.instant()),
        dossier,
        named,
        question.isOpen() && dossier.state().isOpen() && question.asks(posts(caller)));
  }

  /**
   * The bytes of a file that the question names.
   *
   * @throws Failure {@code dossiers/no-such-opinion}; {@code desk/opinion-file} for a file that it
   *     does not name; and as {@link HandedFiles#read}
   */
  public NamedFile file(Place place, int no, Caller caller) {
    HandedFile file =
        sheet(place, caller).named().stream()
            .filter(one -> one.no() == no)
            .findFirst()
            .orElseThrow(() -> Failure.notFound("desk", "opinion-file", "no", no));
    return new NamedFile(file.title(), files.read(file));
  }

  /** A file with its title. */
  public record NamedFile(String title, byte[] bytes) {}

  /**
   * Answers a question.
   *
   * @throws Failure as {@link Consultations#answer}
   */
  public Consultation answer(Place place, String text, @Nullable Attached file, Caller caller) {
    NewFile handed =
        file == null
            ? null
            : new NewFile(file.name(), file.bytes(), null, "Ý kiến số " + place.no(), null);
    return consultations.answer(place, new Reply(text, handed), answering(caller));
  }

  /** A file beside an answer, with the name that its sender gives it. */
  public record Attached(String name, byte[] bytes) {
    /** The bytes may be personal data. */
    @Override
    public String toString() {
      return "Attached[" + bytes.length + " bytes]";
    }
  }

  /**
   * Passes a question on to another agency or role.
   *
   * @throws Failure {@code desk/opinion-agency}, {@code desk/opinion-role}, {@code
   *     desk/opinion-nobody}; and as {@link Consultations#passOn}
   */
  public Consultation passOn(Place place, Handed to, Caller caller) {
    Post post = asking.post(to.agency(), to.role());
    return consultations.passOn(place, post, to.reason(), answering(caller));
  }

  /** To whom a question is passed on, and why; null where nothing was chosen. */
  public record Handed(@Nullable AgencyCode agency, @Nullable Role role, String reason) {}

  private Answering answering(Caller caller) {
    return new Answering(caller.actor(), posts(caller));
  }

  private Set<Post> posts(Caller caller) {
    return Set.copyOf(agencies.posts(caller.id(), clock.instant()));
  }
}
