package onestop.cli.replay;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import onestop.cli.replay.ReplayPlan.PlannedDossier;
import onestop.cli.replay.ReplayPlan.PlannedEvent;
import onestop.engine.Timers;
import onestop.kernel.DossierCode;
import onestop.kernel.SettableClock;
import onestop.testing.TestDatabase;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.transaction.support.TransactionOperations;

@Tag("store")
class ReplayLoopTest {
  @TempDir private Path dir;

  @Test
  void actionsGoBeforeTimersOfTheSameMomentAndLettersLeaveAtOnce() throws Exception {
    ReplayPlan plan =
        plan(
            """
            <trace><string key="concept:name" value="a"/><date key="startdate" value="2020-01-01T00:00:00Z"/>
            <date key="deadline" value="2020-01-01T00:00:02Z"/><date key="enddate" value="2020-01-01T00:00:03.001Z"/>
            <event><string key="concept:name" value="T1"/><date key="time:timestamp" value="2020-01-01T00:00:01Z"/></event>
            </trace>
            <trace><string key="concept:name" value="b"/><date key="startdate" value="2020-01-01T00:00:00Z"/>
            <date key="deadline" value="2020-01-01T00:00:03Z"/><date key="enddate" value="2020-01-01T00:00:03.001Z"/></trace>
            <trace><string key="concept:name" value="c"/><date key="startdate" value="2020-01-01T00:00:00Z"/>
            <date key="deadline" value="2019-01-01T00:00:00Z"/></trace>
            <trace><string key="concept:name" value="d"/><date key="startdate" value="2020-01-01T00:00:04Z"/>
            <date key="deadline" value="2020-01-01T00:00:03.999Z"/></trace>
            """);
    PaperOffice office = new PaperOffice();
    run(plan, office);
    assertThat(office.diary)
        .containsExactly(
            "00:00 dispatch",
            "00:00 receive a",
            "00:00 receive b",
            "00:00 receive c",
            "00:00 letter c",
            "00:00 dispatch",
            "00:01 T1 a",
            "00:02.001 letter a",
            "00:02.001 dispatch",
            "00:03.001 end a",
            "00:03.001 end b",
            "00:04 receive d",
            "00:04 letter d",
            "00:04 dispatch");
  }

  @Test
  void firesNothingAfterTheHorizon() throws Exception {
    ReplayPlan plan =
        plan(
            """
            <trace><string key="concept:name" value="a"/><date key="startdate" value="2020-01-01T00:00:00Z"/>
            <date key="deadline" value="2020-01-01T00:00:00Z"/></trace>
            """);
    PaperOffice office = new PaperOffice();
    run(plan, office);
    assertThat(office.diary).containsExactly("00:00 dispatch", "00:00 receive a");
    assertThat(office.clock.instant()).isEqualTo(plan.horizon());
  }

  private ReplayPlan plan(String traces) throws Exception {
    String log = "<log xmlns=\"http://www.xes-standard.org/\">" + traces + "</log>";
    return Planner.plan(Files.writeString(dir.resolve("log"), log), XesLimits.DEFAULT);
  }

  private static void run(ReplayPlan plan, PaperOffice office) {
    ReplayStore store = new ReplayStore(JdbcClient.create(TestDatabase.H2.fresh()));
    ReplayLoop.Stage stage =
        new ReplayLoop.Stage(
            office, store, office.clock, TransactionOperations.withoutTransaction());
    new ReplayLoop(plan, office, stage)
        .run(store.begin("run", plan.actions().get(0).at()), done -> {});
  }

  /** An office without an engine: one timer a dossier, one letter a timer. */
  private static final class PaperOffice implements Office, Timers {
    final SettableClock clock = new SettableClock(Instant.EPOCH, ZoneOffset.UTC);
    final List<String> diary = new ArrayList<>();
    private final Map<DossierCode, Instant> timers = new TreeMap<>();

    @Override
    public DossierCode receive(PlannedDossier dossier) {
      note("receive", dossier.name());
      DossierCode code = new DossierCode(dossier.name());
      timers.put(code, dossier.deadlineAt().plusMillis(1));
      return code;
    }

    @Override
    public void step(DossierCode code, PlannedEvent event) {
      note(event.activity(), code.value());
    }

    @Override
    public void end(DossierCode code, PlannedDossier dossier) {
      note("end", code.value());
      timers.remove(code);
    }

    @Override
    public void dispatch() {
      note("dispatch", "");
    }

    @Override
    public Optional<Instant> nextAt() {
      return timers.values().stream().min(Instant::compareTo);
    }

    @Override
    public int fire(Instant now, int max) {
      List<DossierCode> due =
          timers.entrySet().stream()
              .filter(timer -> !timer.getValue().isAfter(now))
              .map(Map.Entry::getKey)
              .toList();
      due.forEach(
          code -> {
            note("letter", code.value());
            timers.remove(code);
          });
      return due.size();
    }

    private void note(String what, String name) {
      String time = clock.instant().toString().replaceAll("^.*T00:|0*Z$", "");
      String minutes = time.endsWith(":") ? time + "00" : time;
      diary.add((minutes + " " + what + " " + name).strip());
    }
  }
}
