package onestop.integrity;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import onestop.agencies.Role;
import onestop.apologies.letter.LetterPress;
import onestop.dossiers.Dossiers;
import onestop.dossiers.IntakeResult;
import onestop.dossiers.life.DossierState;
import onestop.engine.ModelDeployer;
import onestop.engine.WorkItem;
import onestop.inbox.InboxRebuild;
import onestop.kernel.DossierCode;
import onestop.models.Models;
import onestop.testing.City;
import onestop.testing.TestDatabase;
import onestop.testing.Visitor;
import onestop.testing.World;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.springframework.jdbc.core.simple.JdbcClient;

/**
 * A database that release 0.1.0 filled: eight dossiers of a ward and a police office on 5 March
 * 2026, one resolved in time, one late with a signed letter, three late and still open, whose
 * letters went on silence, and three that still have time.
 */
@Tag("world")
class UpgradeTest {
  private static final String RELEASED = "classpath:released/0.1.0.h2.sql.gz";
  private static final String LETTERS =
      "select letter_number || ' ' || content_sha256 from apology_letter order by letter_number";

  @Test
  void theNewReleaseGoesOnWhereTheOldOneStopped() {
    Map<String, String> where = TestDatabase.H2.empty();
    JdbcClient old = JdbcClient.create(TestDatabase.H2.dataSource(where));
    old.sql("runscript from '" + RELEASED + "' compression gzip").update();
    List<String> letters = old.sql(LETTERS).query(String.class).list();
    List<String> entries = entries(old);
    assertThat(letters).hasSize(4);

    try (World world = World.serving(where, "2026-03-06T08:00")) {
      JdbcClient jdbc = world.get(JdbcClient.class);
      assertInboxIsFilled(world, jdbc);
      assertThat(world.get(Fsck.class).check().findings()).isEmpty();
      assertThat(jdbc.sql(LETTERS).query(String.class).list()).isEqualTo(letters);
      assertThat(entries(jdbc)).isEqualTo(entries);

      ModelDeployer engine = world.get(ModelDeployer.class);
      Models models = world.get(Models.class);
      for (ModelDeployer.Deployed deployed : engine.deployed()) {
        assertThat(models.of(deployed.processKey()))
            .filteredOn(version -> deployed.version() == version.engineVersion())
            .singleElement()
            .satisfies(
                version ->
                    assertThat(models.bytes(version.processKey(), version.version()))
                        .isEqualTo(engine.bytes(deployed)));
      }

      City city = City.of(world);
      Set<DossierCode> open = open(jdbc);
      assertThat(open).hasSize(6);
      assertThat(open.stream().flatMap(one -> city.dossierItems(one).stream()))
          .as("their models are from before models named forms")
          .isNotEmpty()
          .allMatch(item -> item.forms() == null);
      IntakeResult received =
          world
              .get(Dossiers.class)
              .receive(city.intake("1.004873", City.WARD, "after the upgrade"), City.desk());
      DossierCode code = ((IntakeResult.Received) received).dossier().code();
      WorkItem fresh = city.dossierItems(code).get(0);
      assertThat(fresh.forms()).as("and the one that ships does").isNotNull();
      world.get(Dossiers.class).withdraw(code, "người nộp đổi ý", City.desk());
      resultOnThePage(world, city, open);
      open.forEach(city::resolve);
      assertThat(open(jdbc)).isEmpty();
      world.advanceTo("2026-06-01T08:00");
      world.get(LetterPress.class).print(1000);
      assertThat(jdbc.sql(LETTERS).query(String.class).list()).isEqualTo(letters);
      assertThat(entries(jdbc)).startsWith(entries.toArray(String[]::new));
      assertThat(world.get(Fsck.class).check().findings()).isEmpty();
    }
  }

  /** Dossiers under the older model of their procedure are asked for their results as before. */
  private static void resultOnThePage(World world, City city, Set<DossierCode> open) {
    Dossiers dossiers = world.get(Dossiers.class);
    DossierCode code =
        open.stream()
            .filter(one -> dossiers.get(one).agencies().resolving().equals(City.WARD))
            .min(Comparator.comparing(DossierCode::value))
            .orElseThrow();
    city.workUntil(code, "issue_result");
    WorkItem item = city.dossierItems(code).get(0);
    Visitor clerk = Visitor.of(world, City.officer(City.WARD, Role.RECORDS_CLERK).id());
    assertThat(clerk.page("/my-work/" + item.id()).body()).contains("resolution-resultCode");
    assertThat(
            clerk
                .postApi(
                    "/api/work-items/" + item.id() + "/complete",
                    """
                    {"outcome": "done",
                     "resolution": {"resultCode": "KQ-1", "resultDocument": "ban-sao.pdf"}}
                    """)
                .statusCode())
        .isEqualTo(204);
    assertThat(dossiers.get(code).state()).isEqualTo(DossierState.RESOLVED);
  }

  /** The migration gives older rows what a rebuild from the sources gives them. */
  private static void assertInboxIsFilled(World world, JdbcClient jdbc) {
    String columns =
        """
        select work_item_id, home_role, procedure_code, procedure_version, receiving_agency,
            resolving_agency, applicant_name, applicant_plain, channel, received_at, calendar,
            hours_revision, due_at, due_lawful_at, letter_by, waiting_since, waiting_for, closed_at
          from inbox_item order by work_item_id
        """;
    List<Map<String, Object>> migrated = jdbc.sql(columns).query().listOfRows();
    assertThat(migrated).isNotEmpty();
    world.get(InboxRebuild.class).run(InboxRebuild.Mode.REPAIR, done -> {});
    assertThat(jdbc.sql(columns).query().listOfRows()).isEqualTo(migrated);
  }

  private static List<String> entries(JdbcClient jdbc) {
    return jdbc.sql("select canonical_json || ' ' || leaf_hash from ledger_entry order by id")
        .query(String.class)
        .list();
  }

  private static Set<DossierCode> open(JdbcClient jdbc) {
    return jdbc
        .sql("select dossier_code from dossier where resolved_at is null and ended_at is null")
        .query(String.class)
        .set()
        .stream()
        .map(DossierCode::new)
        .collect(Collectors.toSet());
  }
}
