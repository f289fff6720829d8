package onestop.inbox;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Map;
import onestop.dossiers.Dossiers;
import onestop.engine.WorkItem;
import onestop.engine.WorkItems;
import onestop.inbox.InboxRebuild.Mode;
import onestop.inbox.InboxRebuild.Result;
import onestop.kernel.DossierCode;
import onestop.testing.City;
import onestop.testing.TestDatabase;
import onestop.testing.World;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.springframework.jdbc.core.simple.JdbcClient;

@Tag("world")
class InboxRebuildTest {
  private static final String MARITAL_STATUS = "1.004873";

  @ParameterizedTest
  @EnumSource(TestDatabase.class)
  void whateverStoodThereTheRowsAreThoseThatTheEventsWroteAndKeepTheirHolders(
      TestDatabase database) {
    try (World world = World.on(database, "2026-03-02T10:00")) {
      City city = City.in(world);
      List<DossierCode> dossiers =
          List.of(
              city.receive(MARITAL_STATUS).code(),
              city.receive(MARITAL_STATUS).code(),
              city.receive(MARITAL_STATUS).code());
      world.advanceTo("2026-03-06T09:00"); // late: escalations and letters have their items too
      WorkItem first = world.get(WorkItems.class).of(dossiers.get(0)).get(0);
      world.get(Dossiers.class).claim(first.id(), City.desk());
      List<Map<String, Object>> asWritten = rows(world);
      InboxRebuild rebuild = world.get(InboxRebuild.class);
      assertThat(rebuild.run(Mode.COUNT, done -> {})).isEqualTo(new Result(3, asWritten.size(), 0));

      JdbcClient jdbc = world.get(JdbcClient.class);
      jdbc.sql("update inbox_item set agency = 'y' where work_item_id = ?")
          .param(first.id())
          .update();
      jdbc.sql("delete from inbox_item where dossier_code = ?")
          .param(dossiers.get(1).value())
          .update();
      jdbc.sql(
              """
              insert into inbox_item (work_item_id, dossier_code, step, name, role, agency,
                outcomes, due_at, created_at)
              select 'ghost', 'ghost', step, name, role, agency, outcomes, due_at, created_at
                from inbox_item where dossier_code = ?
              """)
          .param(dossiers.get(2).value())
          .update();
      assertThat(rebuild.run(Mode.COUNT, done -> {}).differences()).isEqualTo(3);
      assertThat(rows(world)).as("only counted").isNotEqualTo(asWritten);
      assertThat(rebuild.run(Mode.REPAIR, done -> {}).differences()).isEqualTo(3);
      assertThat(rows(world)).isEqualTo(asWritten);
      assertThat(rebuild.run(Mode.REPAIR, done -> {}).differences()).isZero();

      jdbc.sql("delete from inbox_item where work_item_id = ?").param(first.id()).update();
      assertThat(rebuild.run(Mode.REPAIR, done -> {}).differences()).isEqualTo(1);
      asWritten.stream()
          .filter(row -> first.id().equals(row.get("work_item_id")))
          .forEach(row -> row.put("assignee", null));
      assertThat(rows(world)).as("an item whose row was lost is free").isEqualTo(asWritten);
    }
  }

  private static List<Map<String, Object>> rows(World world) {
    return world
        .get(JdbcClient.class)
        .sql("select * from inbox_item order by work_item_id")
        .query()
        .listOfRows();
  }
}
