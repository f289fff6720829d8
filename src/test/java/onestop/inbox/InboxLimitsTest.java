package onestop.inbox;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.LocalDate;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import onestop.agencies.Role;
import onestop.apologies.Apologies;
import onestop.apologies.obligation.ApologyReason;
import onestop.apologies.obligation.DraftOrder;
import onestop.calendar.Calendars;
import onestop.dossiers.steps.StepPayload;
import onestop.inbox.InboxItem.Limit;
import onestop.inbox.InboxRebuild.Mode;
import onestop.kernel.DossierCode;
import onestop.node.PeriodicWork;
import onestop.sla.SlaClocks;
import onestop.testing.City;
import onestop.testing.TestDatabase;
import onestop.testing.World;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.springframework.jdbc.core.simple.JdbcClient;

/** A work item has a limit of its own, and its place in the list goes by it. */
@Tag("world")
class InboxLimitsTest {
  private static final String MARITAL_STATUS = "1.004873";
  private static final String CERTIFIED_COPY = "2.000815";
  private static final InboxFilter HEAD =
      new InboxFilter(List.of(new InboxFilter.Desk(City.WARD, "head_of_agency")), null);
  private static final InboxFilter WARD =
      new InboxFilter(
          Stream.of(Role.values()).map(r -> new InboxFilter.Desk(City.WARD, r.code())).toList(),
          null);
  private static final InboxFilter SPECIALIST =
      new InboxFilter(List.of(new InboxFilter.Desk(City.WARD, "specialist")), null);

  @ParameterizedTest
  @EnumSource(TestDatabase.class)
  void itemsStandWhereTheirOwnLimitsPutThem(TestDatabase database) {
    try (World world = World.on(database, "2026-03-06T16:30")) {
      City city = City.in(world);
      Inbox inbox = world.get(Inbox.class);
      DossierCode withLetter = city.receive(MARITAL_STATUS).code();
      InboxItem first = inbox.of(withLetter).get(0);
      assertThat(first.limit()).isEqualTo(Limit.STEP);
      assertThat(first.ownDueAt())
          .as("two working hours from Friday 16:30 end on Monday")
          .isEqualTo(World.at("2026-03-09T09:30"))
          .isBefore(first.dueAt());

      world.advanceTo("2026-03-09T09:15");
      InboxItem dueSooner = inbox.of(city.receive(CERTIFIED_COPY).code()).get(0);
      assertThat(dueSooner.dueAt()).isBefore(first.dueAt());
      assertThat(dueSooner.ownDueAt()).isAfter(first.ownDueAt());
      assertThat(inbox.list(WARD, 0, 10))
          .as("its own limit counts, not its dossier's")
          .extracting(InboxItem::workItemId)
          .containsExactly(first.workItemId(), dueSooner.workItemId());
      city.resolve(dueSooner.dossier());

      Instant letterBy = world.get(SlaClocks.class).state(withLetter).apologyBy();
      world.advanceTo(letterBy.minusSeconds(4 * 3600));
      DossierCode soon = city.receive(CERTIFIED_COPY).code();
      city.workUntil(soon, "sign_result");
      draft(world, withLetter);
      List<InboxItem> head = inbox.list(HEAD, 0, 10);
      InboxItem letter = of(head, withLetter);
      assertThat(letter.limit()).isEqualTo(Limit.LETTER);
      assertThat(letter.ownDueAt()).isEqualTo(letterBy).isBefore(letter.dueAt());
      assertThat(head)
          .isSortedAccordingTo(Comparator.comparing(InboxItem::ownDueAt))
          .extracting(InboxItem::dossier)
          .contains(soon);
      assertThat(inbox.list(HEAD, 0, 1)).isEqualTo(head.subList(0, 1));

      world.advanceTo(letter.dueAt().plusSeconds(40 * 24 * 3600));
      city.complete(soon, "sign_result", "done", new StepPayload.Note(""));
      InboxItem late = of(inbox.of(soon), soon);
      assertThat(late.ownDueAt()).as("no step outlives its dossier").isEqualTo(late.dueAt());
      assertThat(late.limit()).isEqualTo(Limit.DOSSIER);
    }
  }

  @ParameterizedTest
  @EnumSource(TestDatabase.class)
  void limitsFollowTheClockAndAreThoseOfARebuild(TestDatabase database) {
    try (World world = World.on(database, "2026-03-02T10:00")) {
      City city = City.in(world);
      DossierCode code = city.receive(MARITAL_STATUS).code();
      city.receive(CERTIFIED_COPY);
      SlaClocks clocks = world.get(SlaClocks.class);
      city.workUntil(code, "appraise_dossier");
      world.advanceTo(clocks.state(code).apologyBy().minusSeconds(4 * 3600));
      city.complete(code, "appraise_dossier", "supplement", order());
      Inbox inbox = world.get(Inbox.class);
      InboxItem waiting = step(inbox.of(code), "await_supplement");
      assertThat(waiting.limit())
          .as("nobody hurries who waits for papers")
          .isEqualTo(Limit.DOSSIER);
      assertUnchangedByRebuild(world);
      assertOlderRowsAreFilled(world);

      Instant before = step(inbox.of(code), "draft_apology").ownDueAt();
      world.advanceTo("2026-03-12T09:00");
      city.complete(code, "await_supplement", "received", new StepPayload.Note(""));
      Instant after = step(inbox.of(code), "draft_apology").ownDueAt();
      assertThat(after).isAfter(before).isEqualTo(clocks.state(code).apologyBy());
      assertUnchangedByRebuild(world);

      importCalendar(world);
      assertUnchangedByRebuild(world);
    }
  }

  private static void assertOlderRowsAreFilled(World world) {
    List<Map<String, Object>> asWritten = rows(world);
    world.get(JdbcClient.class).sql("update inbox_item set limit_at = null").update();
    assertThat(world.get(Inbox.class).list(SPECIALIST, 0, 10))
        .as("in order of due dates meanwhile")
        .isNotEmpty()
        .allMatch(item -> item.ownDueAt().equals(item.dueAt()));
    world.application().getBean("fillInboxLimits", PeriodicWork.class).work().run();
    assertThat(rows(world)).isEqualTo(asWritten);
    assertThat(world.get(InboxRebuild.class).fill().dossiers()).as("once").isZero();
  }

  private static void draft(World world, DossierCode code) {
    Apologies apologies = world.get(Apologies.class);
    apologies.draft(
        new DraftOrder(apologies.of(code).get(0).id(), ApologyReason.values()[0], "Chậm.", null),
        City.officer(City.WARD, Role.SPECIALIST));
  }

  private static StepPayload order() {
    return new StepPayload.SupplementOrder(
        List.of("Giấy khai sinh"),
        "Thiếu giấy khai sinh của người nộp",
        LocalDate.of(2026, 3, 20),
        "Nghị định số 118/2025/NĐ-CP",
        "12/PBS");
  }

  /** A Friday of the dossier's limit becomes a day off. */
  private static void importCalendar(World world) {
    String csv = shipped().replace("2026-09-02,PUBLIC", "2026-03-13,PUBLIC");
    Calendars calendars = world.get(Calendars.class);
    var to = calendars.importCsv(Calendars.VIETNAM, csv, "test", "test");
    world
        .get(SlaClocks.class)
        .recalculate(to, new onestop.kernel.Actor.Automaton("test"), world.now());
  }

  private static String shipped() {
    try (var in = Calendars.class.getResourceAsStream("/calendar/public-holidays-vn.csv")) {
      return new String(in.readAllBytes(), StandardCharsets.UTF_8);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static void assertUnchangedByRebuild(World world) {
    assertThat(world.get(InboxRebuild.class).run(Mode.COUNT, done -> {}).differences()).isZero();
  }

  private static InboxItem of(List<InboxItem> items, DossierCode code) {
    return items.stream().filter(i -> i.dossier().equals(code)).findFirst().orElseThrow();
  }

  private static InboxItem step(List<InboxItem> items, String step) {
    return items.stream().filter(i -> i.step().equals(step)).findFirst().orElseThrow();
  }

  private static List<Map<String, Object>> rows(World world) {
    return world
        .get(JdbcClient.class)
        .sql("select * from inbox_item order by work_item_id")
        .query()
        .listOfRows();
  }
}
