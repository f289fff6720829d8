package onestop.sla;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Set;
import onestop.calendar.CalendarVersion;
import onestop.calendar.Calendars;
import onestop.dossiers.life.DossierStore;
import onestop.engine.ProcessRuntime;
import onestop.engine.commands.TransactionSettings;
import onestop.kernel.DossierCode;
import onestop.node.DatabaseTrouble;
import onestop.testing.City;
import onestop.testing.TestDatabase;
import onestop.testing.World;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.transaction.PlatformTransactionManager;
import org.springframework.transaction.TransactionDefinition;
import org.springframework.transaction.support.TransactionTemplate;

/** Vector VH1: a decree eight days before the holiday it makes. */
@Tag("world")
class CalendarChangeTest {

  @ParameterizedTest
  @EnumSource(TestDatabase.class)
  void movesOpenClocksAndTheirTimersInOneAuditedJob(TestDatabase database) throws IOException {
    try (World world = World.on(database, "2025-12-23T10:00")) {
      City city = City.in(world);
      Calendars calendars = world.get(Calendars.class);
      SlaClocks clocks = world.get(SlaClocks.class);
      // the calendar as it stood before the swap of 2 January 2026 was announced
      String before =
          shipped().replaceAll("(?m)^2026-01-02,SWAP_OFF.*\\R|^2026-01-10,MAKEUP.*\\R", "");
      calendars.importCsv("VN", before, "as announced in 2025", "test");
      DossierCode due = city.receive("1.004222", City.POLICE).code(); // 7 wd
      DossierCode other = city.receive("1.001612").code(); // 3 wd, due before
      assertThat(clocks.state(due).dueCurrentAt()).isEqualTo(World.at("2026-01-02T17:00"));
      assertThat(clocks.state(other).dueCurrentAt()).isEqualTo(World.at("2025-12-26T17:00"));

      world.advanceTo("2025-12-25T16:00");
      CalendarVersion decreed = calendars.importCsv("VN", shipped(), "12729/VPCP-KGVX", "test");
      SlaClocks.Recalculation preview = clocks.preview(decreed);
      assertThat(preview.moved())
          .containsExactly(
              new SlaClocks.Moved(due, World.at("2026-01-02T17:00"), World.at("2026-01-05T17:00")));
      assertThat(clocks.state(due).dueCurrentAt()).isEqualTo(World.at("2026-01-02T17:00"));

      clocks.recalculate(decreed, City.desk(), world.now());
      assertThat(clocks.state(due).dueCurrentAt()).isEqualTo(World.at("2026-01-05T17:00"));
      assertThat(clocks.state(due).dueOriginalAt()).isEqualTo(World.at("2026-01-02T17:00"));
      assertThat(world.get(ProcessRuntime.class).timerOf(due))
          .contains(clocks.state(due).nextMarkAt());
      assertThat(
              world
                  .get(JdbcClient.class)
                  .sql("select count(*) from calendar_change_row where what = 'DUE'")
                  .query(Integer.class)
                  .single())
          .isEqualTo(1);
      assertThat(clocks.recomputedOriginal(due)).isEqualTo(clocks.state(due).dueOriginalAt());
    }
  }

  /** A firing timer skips a locked dossier but waits for a locked clock: see DossierLocks. */
  @ParameterizedTest
  @EnumSource(TestDatabase.class)
  void locksADossierBeforeItsClock(TestDatabase database) throws IOException {
    try (World world = World.on(database, "2025-12-23T10:00")) {
      DossierCode code = City.in(world).receive("1.004222", City.POLICE).code();
      CalendarVersion decreed =
          world.get(Calendars.class).importCsv("VN", shipped(), "12729/VPCP-KGVX", "test");
      SlaClocks clocks = world.get(SlaClocks.class);
      TransactionTemplate other =
          new TransactionTemplate(world.get(PlatformTransactionManager.class));
      other.setPropagationBehavior(TransactionDefinition.PROPAGATION_REQUIRES_NEW);
      other.executeWithoutResult(
          first -> {
            world.get(DossierStore.class).lock(Set.of(code));
            assertThatThrownBy(
                    () ->
                        other.executeWithoutResult(
                            second -> {
                              world.get(TransactionSettings.class).apply(Duration.ofMillis(300));
                              clocks.recalculate(decreed, City.desk(), world.now());
                            }))
                .satisfies(e -> assertThat(DatabaseTrouble.of(e)).contains(DatabaseTrouble.HELD));
          });
      assertThat(clocks.recalculate(decreed, City.desk(), world.now()).examined()).isEqualTo(1);
    }
  }

  private static String shipped() throws IOException {
    try (InputStream in =
        CalendarChangeTest.class.getResourceAsStream("/calendar/public-holidays-vn.csv")) {
      return new String(in.readAllBytes(), StandardCharsets.UTF_8);
    }
  }
}
