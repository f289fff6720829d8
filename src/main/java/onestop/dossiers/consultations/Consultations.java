// Over 300 lines: every command on questions, each with its checks.
package onestop.dossiers.consultations;

import java.text.Normalizer;
import java.time.Clock;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Collectors;
import onestop.agencies.Post;
import onestop.dossiers.consultations.Consultation.Answer;
import onestop.dossiers.consultations.Consultation.Answering;
import onestop.dossiers.consultations.Consultation.Place;
import onestop.dossiers.consultations.Consultation.Question;
import onestop.dossiers.consultations.Consultation.Reply;
import onestop.dossiers.consultations.ConsultationChanged.Change;
import onestop.dossiers.life.Dossier;
import onestop.dossiers.life.DossierJournal;
import onestop.dossiers.life.DossierJournal.Fact;
import onestop.dossiers.papers.HandedFile;
import onestop.dossiers.papers.HandedFiles;
import onestop.engine.CommandGateway;
import onestop.engine.CommandGateway.Target;
import onestop.forms.SoundText;
import onestop.kernel.Actor;
import onestop.kernel.DossierCode;
import onestop.kernel.Failure;
import org.jspecify.annotations.Nullable;
import org.springframework.context.ApplicationEventPublisher;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;

/**
 * Questions about dossiers. Each command locks its dossier, changes the row of the question and
 * records an event of the dossier, in one transaction: a question has at most one answer. Asking
 * moves no due date and takes no step. Who may ask and withdraw is decided by the caller.
 */
@Service
public class Consultations {
  private static final int MOST_SHOWN = 500;

  private final ConsultationStore store;
  private final AnswerDays days;
  private final DossierJournal journal;
  private final HandedFiles files;
  private final CommandGateway gateway;
  private final ApplicationEventPublisher events;
  private final Clock clock;

  Consultations(
      ConsultationStore store,
      AnswerDays days,
      DossierJournal journal,
      HandedFiles files,
      CommandGateway gateway,
      ApplicationEventPublisher events,
      Clock clock) {
    this.store = store;
    this.days = days;
    this.journal = journal;
    this.files = files;
    this.gateway = gateway;
    this.events = events;
    this.clock = clock;
  }

  /** The questions about a dossier in their order. */
  @Transactional(readOnly = true)
  public List<Consultation> of(DossierCode dossier) {
    return store.of(dossier);
  }

  /** A question; empty if there is none. */
  @Transactional(readOnly = true)
  public Optional<Consultation> find(Place place) {
    return store.find(place);
  }

  /**
   * A question.
   *
   * @throws Failure {@code dossiers/no-such-opinion}
   */
  public Consultation get(Place place) {
    return store
        .find(place)
        .orElseThrow(
            () ->
                Failure.notFound(
                    "dossiers",
                    "no-such-opinion",
                    "no",
                    place.no(),
                    "code",
                    place.dossier().value()));
  }

  /** The open questions of open dossiers to those posts, least time first; not all of many. */
  @Transactional(readOnly = true)
  public List<Consultation> waiting(Collection<Post> posts) {
    return store
        .waiting(posts.stream().map(Post::agency).collect(Collectors.toSet()), MOST_SHOWN)
        .stream()
        .filter(question -> question.asks(posts))
        .toList();
  }

  /** The questions of open dossiers whose day ended since that moment without an answer. */
  @Transactional(readOnly = true)
  public List<Consultation> lapsedSince(Instant from) {
    return store.lapsed(from, now());
  }

  /**
   * Asks a question.
   *
   * @throws Failure {@code dossiers/opinion-text} or {@code forms/…} for the text, {@code
   *     dossiers/opinion-files} for too many files, {@code dossiers/no-such-file} or {@code
   *     dossiers/file-not-current} for one of them, {@code dossiers/opinion-closed} for a dossier
   *     that has ended, {@code dossiers/opinion-asked-already}, and those of {@link
   *     AnswerDays#due}; then nothing is asked
   */
  public Consultation ask(DossierCode dossier, Question asking, Actor.Officer by) {
    String text = tidied("question", asking.text(), Consultation.LONGEST);
    String why = optional("why", asking.why());
    if (asking.files().size() > Consultation.MOST_FILES) {
      throw Failure.badInput(
          "dossiers",
          "opinion-files",
          "number",
          asking.files().size(),
          "max",
          Consultation.MOST_FILES);
    }
    return gateway.run(
        new Target.RecordOf(dossier),
        () -> {
          requireOpen(journal.lock(dossier));
          List<Consultation> all = store.of(dossier);
          requireNew(asking.asked(), text, all);
          requirePresent(dossier, asking.files());
          Consultation question =
              new Consultation(
                  new Place(dossier, all.size() + 1),
                  asking.asked(),
                  text,
                  asking.files(),
                  days.due(dossier, asking.asked().agency(), asking.day(), why),
                  by,
                  now(),
                  0,
                  null,
                  null,
                  null);
          store.insert(question);
          Map<String, Object> facts = facts(question);
          facts.put("question", text);
          facts.put("answerBy", asking.day().toString());
          if (!question.files().isEmpty()) {
            facts.put("files", question.files());
          }
          if (!why.isEmpty()) {
            facts.put("reason", why);
          }
          tell(Change.ASKED, question, by, facts);
          return question;
        });
  }

  private static void requireNew(Post asked, String text, List<Consultation> all) {
    all.stream()
        .filter(one -> one.isOpen() && one.asked().equals(asked) && one.question().equals(text))
        .findFirst()
        .ifPresent(
            same -> {
              throw Failure.conflict("dossiers", "opinion-asked-already", "no", same.place().no());
            });
  }

  private void requirePresent(DossierCode dossier, List<Integer> named) {
    List<HandedFile> all = named.isEmpty() ? List.of() : files.of(dossier);
    for (int no : named) {
      HandedFile file = files.get(dossier, no);
      boolean isReplaced = all.stream().anyMatch(one -> Objects.equals(one.replaces(), no));
      if (isReplaced || file.removal() != null) {
        throw Failure.conflict("dossiers", "file-not-current", "no", no);
      }
    }
  }

  /**
   * Answers a question, also after its day; a file becomes a file of the dossier.
   *
   * @throws Failure {@code dossiers/no-such-opinion}; {@code dossiers/opinion-answered}, {@code
   *     dossiers/opinion-withdrawn} or {@code dossiers/opinion-closed} where no answer is taken any
   *     more; {@code dossiers/opinion-not-asked} if the officer is not asked any more; {@code
   *     dossiers/opinion-text} and those of {@link HandedFiles#accept}; then nothing is answered
   */
  public Consultation answer(Place place, Reply reply, Answering answering) {
    String text = tidied("answer", reply.text(), Consultation.LONGEST_ANSWER);
    requireAsked(get(place), answering);
    HandedFiles.Accepted file =
        reply.file() == null ? null : files.accept(place.dossier(), reply.file());
    return change(
        place,
        Change.ANSWERED,
        answering.officer(),
        question -> {
          requireAsked(question, answering);
          HandedFile added = file == null ? null : files.add(file, answering.officer());
          Answer answer =
              new Answer(text, added == null ? null : added.no(), answering.officer(), now());
          store.answer(place, answer);
          Map<String, Object> facts = facts(question);
          facts.put("answer", text);
          if (added != null) {
            facts.put("file", added.no());
            facts.put("sha256", added.file().sha256());
          }
          return facts;
        });
  }

  /**
   * Passes a question on to whom it concerns; its day stays.
   *
   * @throws Failure {@code dossiers/opinion-reason}, {@code dossiers/opinion-passed-to-itself}, and
   *     as {@link #answer}
   */
  public Consultation passOn(Place place, Post to, String reason, Answering answering) {
    String why = reason(reason);
    return change(
        place,
        Change.PASSED_ON,
        answering.officer(),
        question -> {
          requireAsked(question, answering);
          if (question.asked().equals(to)) {
            throw Failure.badInput("dossiers", "opinion-passed-to-itself", "no", place.no());
          }
          store.passOn(place, to);
          Map<String, Object> facts = facts(get(place));
          facts.put("reason", why);
          return facts;
        });
  }

  /**
   * Reminds the asked officers, once.
   *
   * @throws Failure {@code dossiers/opinion-reminded}, and as {@link #withdraw}
   */
  public Consultation remind(Place place, Actor.Officer by) {
    return change(
        place,
        Change.REMINDED,
        by,
        question -> {
          if (question.remindedAt() != null) {
            throw Failure.conflict("dossiers", "opinion-reminded", "no", place.no());
          }
          store.remind(place, now());
          return facts(question);
        });
  }

  /**
   * Withdraws a question that needs no answer any more.
   *
   * @throws Failure {@code dossiers/no-such-opinion}, {@code dossiers/opinion-answered}, {@code
   *     dossiers/opinion-withdrawn}, {@code dossiers/opinion-closed}, {@code
   *     dossiers/opinion-reason}
   */
  public Consultation withdraw(Place place, String reason, Actor.Officer by) {
    String why = reason(reason);
    return change(
        place,
        Change.WITHDRAWN,
        by,
        question -> {
          store.withdraw(place, now());
          Map<String, Object> facts = facts(question);
          facts.put("reason", why);
          return facts;
        });
  }

  /** Changes a question that waits, under the lock of its dossier and of the one with its files. */
  private Consultation change(
      Place place,
      Change change,
      Actor.Officer by,
      Function<Consultation, Map<String, Object>> work) {
    get(place);
    return gateway.run(
        new Target.RecordOf(place.dossier()),
        () -> {
          journal.lock(Set.copyOf(List.of(place.dossier(), files.owner(place.dossier()).code())));
          Dossier dossier = journal.lock(place.dossier());
          Consultation question = get(place);
          requireWaiting(question);
          requireOpen(dossier);
          Map<String, Object> facts = work.apply(question);
          Consultation after = get(place);
          tell(change, after, by, facts);
          return after;
        });
  }

  private static void requireWaiting(Consultation question) {
    Answer answer = question.answer();
    if (answer != null) {
      throw Failure.conflict(
          "dossiers",
          "opinion-answered",
          "no",
          question.place().no(),
          "by",
          answer.by().id().value(),
          "at",
          answer.at());
    }
    if (question.withdrawnAt() != null) {
      throw Failure.conflict("dossiers", "opinion-withdrawn", "no", question.place().no());
    }
  }

  private static void requireAsked(Consultation question, Answering answering) {
    requireWaiting(question);
    if (!question.asks(answering.posts())) {
      throw Failure.forbidden("dossiers", "opinion-not-asked", "no", question.place().no());
    }
  }

  private static void requireOpen(Dossier dossier) {
    if (!dossier.state().isOpen()) {
      throw Failure.conflict("dossiers", "opinion-closed", "code", dossier.code().value());
    }
  }

  private static String reason(String typed) {
    String reason = optional("reason", typed);
    if (reason.isEmpty()) {
      throw Failure.badInput("dossiers", "opinion-reason", "max", Consultation.LONGEST_REASON);
    }
    return reason;
  }

  private static String optional(String field, @Nullable String typed) {
    String text = typed == null ? "" : typed.strip();
    return text.isEmpty() ? "" : tidied(field, text, Consultation.LONGEST_REASON);
  }

  private static String tidied(String field, String typed, int longest) {
    SoundText.require(field, typed);
    String text = Normalizer.normalize(typed.replace("\r\n", "\n").strip(), Normalizer.Form.NFC);
    if (text.isEmpty() || text.length() > longest) {
      throw Failure.badInput(
          "dossiers", "opinion-text", "field", field, "length", text.length(), "max", longest);
    }
    return text;
  }

  private static Map<String, Object> facts(Consultation question) {
    Map<String, Object> facts = new LinkedHashMap<>();
    facts.put("opinion", question.place().no());
    facts.put("askedAgency", question.asked().agency().value());
    facts.put("askedRole", question.asked().role().name());
    return facts;
  }

  private void tell(
      Change change, Consultation question, Actor.Officer by, Map<String, Object> facts) {
    Instant at = now();
    DossierCode dossier = question.place().dossier();
    journal.note(dossier, Fact.of("OPINION_" + change.name(), at, by).with(facts));
    events.publishEvent(new ConsultationChanged(dossier, change, question, by, at));
  }

  private Instant now() {
    return clock.instant().truncatedTo(ChronoUnit.MILLIS);
  }
}
