package onestop.web;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.regex.MatchResult;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import onestop.agencies.Agencies;
import onestop.agencies.Officer;
import onestop.agencies.Role;
import onestop.apologies.Apologies;
import onestop.apologies.letter.LetterPress;
import onestop.apologies.obligation.ObligationState;
import onestop.calendar.Calendars;
import onestop.calendar.WorkingCalendar;
import onestop.cli.export.Export;
import onestop.cli.export.Period;
import onestop.engine.WorkItem;
import onestop.engine.WorkItems;
import onestop.integrity.Fsck;
import onestop.kernel.DossierCode;
import onestop.kernel.OfficerId;
import onestop.ledger.LedgerKeys;
import onestop.ledger.verify.Verifier;
import onestop.procedures.Catalogue;
import onestop.procedures.StepForm;
import onestop.testing.City;
import onestop.testing.FilledApplication;
import onestop.testing.FilledForm;
import onestop.testing.TestDatabase;
import onestop.testing.Visitor;
import onestop.testing.World;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.springframework.jdbc.core.simple.JdbcClient;

/**
 * The Monday after a long weekend in a ward: six officers and 120 dossiers, a third of them left
 * over from the week before. Everything is done through the pages, as a browser sends it; at the
 * end nothing is found wrong, neither by the program itself nor by the outsider's verifier.
 */
@Tag("world")
class WardDayTest {
  private static final String COPY = "2.000815";
  private static final String MARITAL_STATUS = "1.004873";
  private static final int LEFT_OVER = 40;
  private static final int RECEIVED = 80;
  private static final Pattern KEY = Pattern.compile("name=\"key\" value=\"([^\"]+)\"");
  private static final Pattern ITEM = Pattern.compile("href=\"/my-work/([^\"?/]+)\\?back=");
  private static final Pattern OWN = Pattern.compile("name=\"revision\" value=\"(\\d+)\"");

  @TempDir private Path home;

  private World world;
  private City city;
  private final Map<Role, List<Visitor>> officers = new TreeMap<>();
  private final List<DossierCode> dossiers = new ArrayList<>();

  @Test
  void leavesEverythingInOrder() {
    try (World opened =
        World.serving(
            TestDatabase.H2,
            "2026-04-27T08:00",
            "--onestop.ledger.folder=" + home.resolve("log"),
            "--onestop.ledger.key-file=" + home.resolve("ledger.key"))) {
      world = opened;
      world.get(LedgerKeys.class).ensure();
      city = City.in(world);
      hire();
      receive(LEFT_OVER / 4, MARITAL_STATUS);
      world.advanceTo("2026-04-29T10:00");
      receive(LEFT_OVER / 4, COPY); // of these nobody takes care before the holidays
      receive(LEFT_OVER / 2, MARITAL_STATUS);
      world.advanceTo("2026-05-04T07:30"); // 30 April and 1 May, Saturday and Sunday
      for (int hour = 8; hour < 17; hour++) {
        if (hour < 12) {
          receive(RECEIVED / 8, hour % 2 == 0 ? COPY : MARITAL_STATUS);
          receive(RECEIVED / 8, COPY);
        }
        letters();
        work();
        world.advanceTo("2026-05-04T%02d:00".formatted(hour + 1));
      }
      world.advanceTo("2026-05-05T08:00");
      world.get(LetterPress.class).print(1000);
      judge();
    }
  }

  private void hire() {
    Agencies agencies = world.get(Agencies.class);
    OfficerId second = new OfficerId("chuyen.vien.hai");
    agencies.add(
        new Officer(second, "Vũ Thị Hai", "Công chức", City.WARD, Set.of(Role.SPECIALIST)), null);
    for (Role role :
        List.of(
            Role.DESK_OFFICER,
            Role.SPECIALIST,
            Role.UNIT_HEAD,
            Role.HEAD_OF_AGENCY,
            Role.RECORDS_CLERK)) {
      officers
          .computeIfAbsent(role, none -> new ArrayList<>())
          .add(Visitor.of(world, City.officer(City.WARD, role).id()));
    }
    officers.get(Role.SPECIALIST).add(Visitor.of(world, second));
  }

  private Visitor the(Role role) {
    return officers.get(role).get(0);
  }

  /** At the counter: the form is opened, filled in and sent. */
  private void receive(int count, String procedure) {
    Visitor desk = the(Role.DESK_OFFICER);
    Catalogue catalogue = world.get(Catalogue.class);
    for (int i = 0; i < count; i++) {
      String page = desk.page("/receive/" + procedure).body();
      Map<String, String> typed = new LinkedHashMap<>();
      typed.put("key", found(KEY, page));
      typed.put("name", "Nguyễn Thị Hà");
      typed.put("phone", "0912345678");
      typed.put("address", "12 Hàng Bài");
      typed.put("subject", "Hồ sơ số " + dossiers.size());
      typed.put("channel", "DESK");
      typed.put("returnBy", "DESK");
      typed.put("resolving", City.WARD.value());
      catalogue
          .current(procedure)
          .papers()
          .forEach(paper -> typed.put("p." + paper.code() + ".originals", "1"));
      catalogue
          .form(catalogue.current(procedure))
          .ifPresent(form -> typed.putAll(FilledApplication.typed(FilledApplication.of(form, 0))));
      HttpResponse<String> sent =
          desk.post("/receive/" + procedure + "/send", typed, Visitor.token(page));
      String to = sent.headers().firstValue("Location").orElse(sent.body());
      assertThat(to).contains("/receive/done/");
      dossiers.add(new DossierCode(to.substring(to.lastIndexOf('/') + 1)));
    }
  }

  private static String found(Pattern pattern, String page) {
    Matcher shown = pattern.matcher(page);
    assertThat(shown.find()).as("%s in %s", pattern, page).isTrue();
    return shown.group(1);
  }

  /** Each officer ends what waits for the own role, the officers of a role in turn. */
  private void work() {
    officers.forEach(
        (role, people) -> {
          int turn = 0;
          for (List<String> ids = waiting(people.get(0));
              !ids.isEmpty();
              ids = waiting(people.get(0))) {
            for (String id : ids) {
              end(people.get(turn++ % people.size()), world.get(WorkItems.class).get(id));
            }
          }
        });
  }

  private static List<String> waiting(Visitor officer) {
    return ITEM.matcher(officer.page("/my-work?tab=unassigned").body())
        .results()
        .map((MatchResult row) -> row.group(1))
        .distinct()
        .toList();
  }

  private void end(Visitor officer, WorkItem item) {
    String page = officer.page("/my-work/" + item.id()).body();
    String outcome = item.normalOutcome();
    WorkingCalendar calendar = world.get(Calendars.class).current(Calendars.VIETNAM);
    LocalDate day = calendar.plusWorkingDays(calendar.dateOf(world.now()), 5);
    HttpResponse<String> ended =
        officer.post(
            "/my-work/" + item.id() + "/complete",
            FilledForm.typed(StepForm.of(item, outcome), outcome, day),
            Visitor.token(page));
    assertThat(ended.statusCode()).as("%s: %s", item, ended.body()).isEqualTo(302);
  }

  /** The specialist drafts what is owed, and the head signs it in the list. */
  private void letters() {
    Apologies apologies = world.get(Apologies.class);
    for (DossierCode code : dossiers) {
      apologies.of(code).stream()
          .filter(letter -> letter.state() == ObligationState.OPENED)
          .forEach(letter -> draft(letter.id()));
    }
    for (DossierCode code : dossiers) {
      apologies.of(code).stream()
          .filter(letter -> letter.state() == ObligationState.DRAFTED)
          .forEach(letter -> sign(letter.id(), letter.revision()));
    }
  }

  private void sign(long id, long revision) {
    HttpResponse<String> answer =
        the(Role.HEAD_OF_AGENCY)
            .post(
                "/letters/sign",
                Map.of("id", String.valueOf(id), "revision-" + id, String.valueOf(revision)));
    assertThat(answer.statusCode()).as(answer.body()).isEqualTo(302);
  }

  private void draft(long id) {
    Visitor specialist = the(Role.SPECIALIST);
    String page = specialist.page("/letters/" + id).body();
    HttpResponse<String> answer =
        specialist.post(
            "/letters/" + id + "/draft",
            Map.of(
                "reason", "OVERLOAD",
                "text", "Sau kỳ nghỉ lễ số hồ sơ tăng gấp đôi.",
                "newDay", "",
                "revision", found(OWN, page)),
            Visitor.token(page));
    assertThat(answer.statusCode()).as(answer.body()).isEqualTo(302);
  }

  private void judge() {
    assertThat(dossiers).hasSize(LEFT_OVER + RECEIVED);
    assertThat(dossiers)
        .allSatisfy(code -> assertThat(city.dossierItems(code)).as(code.value()).isEmpty());
    assertThat(world.get(Fsck.class).check().findings()).isEmpty();
    Path year = home.resolve("year");
    new Export(world.application(), home.resolve("log"))
        .write(Period.year(2026, World.HANOI, world.now()), year);
    ByteArrayOutputStream said = new ByteArrayOutputStream();
    PrintStream out = new PrintStream(said, true, StandardCharsets.UTF_8);
    int status =
        Verifier.run(
            out,
            out,
            "year",
            year.toString(),
            "--dossiers",
            year.resolve("events.ndjson").toString(),
            "--calendar",
            year.resolve("calendar.csv").toString(),
            "--rules",
            year.resolve("rules.json").toString(),
            "--json",
            "--lang",
            "en");
    long letters =
        world
            .get(JdbcClient.class)
            .sql("select count(*) from apology_letter")
            .query(Long.class)
            .single();
    assertThat(letters).isPositive();
    assertThat(status + " " + said.toString(StandardCharsets.UTF_8))
        .startsWith("0")
        .contains("\"dossiers\":120,", "\"letters\":" + letters, "\"holds\":true");
  }
}
