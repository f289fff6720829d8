package onestop.dossiers;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import onestop.agencies.Post;
import onestop.agencies.Role;
import onestop.dossiers.consultations.AnswerDays;
import onestop.dossiers.consultations.Consultation;
import onestop.dossiers.consultations.Consultation.Answering;
import onestop.dossiers.consultations.Consultation.Question;
import onestop.dossiers.consultations.Consultation.Reply;
import onestop.dossiers.consultations.Consultations;
import onestop.dossiers.life.Dossier;
import onestop.dossiers.life.DossierEvent;
import onestop.dossiers.papers.HandedFiles;
import onestop.dossiers.papers.NewFile;
import onestop.dossiers.steps.StepPayload;
import onestop.kernel.Actor;
import onestop.kernel.DossierCode;
import onestop.kernel.Failure;
import onestop.testing.City;
import onestop.testing.Scans;
import onestop.testing.SharedWorld;
import onestop.testing.TestDatabase;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Questions to other agencies on both databases: one answer, evidence, and days that hold. */
@Tag("world")
class ConsultationsTest {
  private static final String MARITAL_STATUS = "1.004873";
  private static final String IN_PARTS = "2.002621";
  private static final Post ASKED = new Post(City.POLICE, Role.SPECIALIST);
  private static final Actor.Officer ASKING = City.officer(City.WARD, Role.SPECIALIST);
  private static final LocalDate DAY = LocalDate.of(2026, 3, 4);

  @RegisterExtension static final SharedWorld SHARED = SharedWorld.on("2026-03-02T10:00");

  private static Consultations consultations(TestDatabase database) {
    return SHARED.world(database).get(Consultations.class);
  }

  private static Consultation ask(TestDatabase database, DossierCode code) {
    return consultations(database)
        .ask(code, new Question(ASKED, "Cư trú ở đâu?", List.of(), DAY, "phải xác minh"), ASKING);
  }

  private static Answering answering(Role role) {
    return new Answering(City.officer(City.POLICE, role), Set.of(new Post(City.POLICE, role)));
  }

  private static List<DossierEvent> events(TestDatabase database, DossierCode code) {
    return SHARED.world(database).get(Dossiers.class).events(code).stream()
        .filter(event -> event.kind().startsWith("OPINION"))
        .toList();
  }

  @ParameterizedTest
  @EnumSource(TestDatabase.class)
  void ofTwoAnswersAtOnceOneIsTaken(TestDatabase database) throws Exception {
    ExecutorService both = Executors.newFixedThreadPool(2);
    try {
      for (int i = 0; i < 5; i++) {
        Consultation question = ask(database, SHARED.city(database).receive(MARITAL_STATUS).code());
        List<Callable<Consultation>> answers = new ArrayList<>();
        for (Role role : List.of(Role.SPECIALIST, Role.UNIT_HEAD)) {
          answers.add(
              () ->
                  consultations(database)
                      .answer(question.place(), new Reply(role.name(), null), answering(role)));
        }
        List<String> refused = new ArrayList<>();
        for (Future<Consultation> answer : both.invokeAll(answers)) {
          try {
            answer.get();
          } catch (ExecutionException e) {
            refused.add(((Failure) e.getCause()).slug());
          }
        }
        assertThat(refused).containsExactly("opinion-answered");
        Consultation after = consultations(database).get(question.place());
        assertThat(events(database, question.place().dossier()))
            .extracting(DossierEvent::kind)
            .containsExactly("OPINION_ASKED", "OPINION_ANSWERED");
        assertThat(events(database, question.place().dossier()).get(1).details())
            .containsEntry("answer", Objects.requireNonNull(after.answer()).text());
      }
    } finally {
      both.shutdownNow();
    }
  }

  @ParameterizedTest
  @EnumSource(TestDatabase.class)
  void aQuestionIsKeptAsAskedAndWaitsForItsPostUntilTheDossierEnds(TestDatabase database) {
    City city = SHARED.city(database);
    DossierCode code = city.receive(MARITAL_STATUS).code();
    Consultation question = ask(database, code);
    Consultations all = consultations(database);
    assertThat(all.get(question.place())).isEqualTo(question);
    assertThat(all.waiting(Set.of(ASKED))).contains(question);
    assertThat(all.waiting(Set.of(new Post(City.POLICE, Role.UNIT_HEAD)))).contains(question);
    assertThat(all.waiting(Set.of(new Post(City.POLICE, Role.RECORDS_CLERK))))
        .doesNotContain(question);
    assertThat(all.waiting(Set.of())).isEmpty();
    city.resolve(code);
    assertThat(all.waiting(Set.of(ASKED))).doesNotContain(question);
    assertThatThrownBy(
            () -> all.answer(question.place(), new Reply("muộn", null), answering(Role.SPECIALIST)))
        .isInstanceOfSatisfying(
            Failure.class, failure -> assertThat(failure.slug()).isEqualTo("opinion-closed"));
    assertThat(events(database, code)).hasSize(1);
  }

  @ParameterizedTest
  @EnumSource(TestDatabase.class)
  void theFileOfAnAnswerOnAPartBelongsToTheWhole(TestDatabase database) {
    City city = SHARED.city(database);
    Dossier whole = city.receive(IN_PARTS);
    city.complete(whole.code(), "check_form", "done", new StepPayload.Note(""));
    Dossier leg = SHARED.world(database).get(Dossiers.class).legs(whole.code()).get(0);
    Consultation question = ask(database, leg.code());
    Consultation answered =
        consultations(database)
            .answer(
                question.place(),
                new Reply(
                    "kèm công văn", new NewFile("a.pdf", Scans.pdf("a"), null, "Y kien", null)),
                answering(Role.SPECIALIST));
    Integer file = Objects.requireNonNull(answered.answer()).file();
    assertThat(file).isNotNull();
    assertThat(SHARED.world(database).get(HandedFiles.class).of(whole.code()))
        .extracting(one -> one.no())
        .contains(file);
  }

  @ParameterizedTest
  @EnumSource(TestDatabase.class)
  void theProposedDayComesBeforeTheDossiersOwn(TestDatabase database) {
    AnswerDays days = SHARED.world(database).get(AnswerDays.class);
    DossierCode code = SHARED.city(database).receive(MARITAL_STATUS).code();
    AnswerDays.Proposal proposed = days.proposed(code, City.WARD);
    assertThat(proposed.earliest()).isEqualTo(LocalDate.of(2026, 3, 2));
    assertThat(proposed.day()).isBeforeOrEqualTo(LocalDate.of(2026, 3, 5));
    assertThat(days.proposed(code, City.WARD).dossierDue())
        .isAfterOrEqualTo(proposed.day().atStartOfDay(onestop.testing.World.HANOI).toInstant());
  }
}
