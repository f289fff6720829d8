package onestop.cli;

import java.nio.file.Path;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Callable;
import onestop.calendar.Calendars;
import onestop.cli.replay.Database;
import onestop.dossiers.Dossiers;
import onestop.engine.NextMark;
import onestop.engine.RunningProcesses;
import onestop.engine.RunningProcesses.Clock;
import onestop.engine.RunningProcesses.Item;
import onestop.engine.RunningProcesses.Running;
import onestop.engine.RunningProcesses.Stored;
import onestop.kernel.DossierCode;
import onestop.kernel.Failure;
import onestop.kernel.OfficerId;
import onestop.simulation.Headless;
import org.jspecify.annotations.Nullable;
import org.springframework.context.ConfigurableApplicationContext;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code onestop process}: what the engine stores of a dossier's processes. */
@Command(
    name = "process",
    subcommands = {ProcessCommand.Show.class})
final class ProcessCommand implements Callable<Integer> {
  @Override
  public Integer call() {
    throw Failure.badInput(
        "cli", "missing-argument", "argument", "show", "command", "onestop process");
  }

  /** {@code onestop process show}: prints the processes of one dossier; changes nothing. */
  @Command(name = "show")
  static final class Show implements Callable<Integer> {
    @Mixin private final Console console = new Console();
    @Mixin private final DatabaseOptions database = new DatabaseOptions();

    @Option(names = "--data", paramLabel = "DIR", descriptionKey = "onestop.fsck.data")
    private Path data = Path.of("data");

    @Parameters(paramLabel = "CODE", descriptionKey = "onestop.process.show.code")
    private @Nullable String code;

    @Override
    public Integer call() {
      DossierCode dossier = new DossierCode(String.valueOf(code));
      Database where = database.servedOr(data);
      where.mustExist();
      try (ConfigurableApplicationContext context =
          new Headless(console.application())
              .on(where.url(), where.user(), where.password())
              .start()) {
        context.getBean(Dossiers.class).get(dossier); // fails with a sentence if there is none
        Optional<Stored> stored = context.getBean(RunningProcesses.class).of(dossier);
        if (console.wantsJson()) {
          console.printJson(json(dossier, stored.orElse(null)));
        } else {
          print(dossier, stored.orElse(null), context.getBean(Calendars.class));
        }
      }
      return Commands.DONE;
    }

    private void print(DossierCode dossier, @Nullable Stored stored, Calendars calendars) {
      if (stored == null) {
        line("process.none", dossier.value());
      } else {
        line("process.stored", dossier.value(), stored.revision(), stored.bytes());
        for (Running process : stored.processes()) {
          line("process.model", process.model(), process.version(), process.id());
          if (process.suspended()) {
            line("process.suspended");
          }
          process.at().forEach(element -> line("process.at", element));
          process.items().forEach(item -> line(item, calendars));
          process.timers().forEach(timer -> line(timer, calendars));
          process.messages().forEach(message -> line("process.message", message));
        }
      }
      console.out().flush();
    }

    private void line(Item item, Calendars calendars) {
      OfficerId holder = item.holder();
      if (holder == null) {
        line(
            "process.item.free",
            item.step(),
            item.name(),
            local(item.since(), calendars),
            item.id());
      } else {
        line(
            "process.item.held",
            item.step(),
            item.name(),
            local(item.since(), calendars),
            item.id(),
            holder.value());
      }
    }

    private void line(Clock timer, Calendars calendars) {
      if (timer.dueAt().isBefore(NextMark.PARKED)) {
        line("process.timer", timer.element(), local(timer.dueAt(), calendars), timer.triesLeft());
      } else {
        line("process.timer.parked", timer.element());
      }
    }

    private static String local(Instant at, Calendars calendars) {
      return at.atZone(calendars.current(Calendars.VIETNAM).zone()).toOffsetDateTime().toString();
    }

    private void line(String key, Object... arguments) {
      console.out().println(console.sentences().text(key, arguments));
    }

    private static Map<String, Object> json(DossierCode dossier, @Nullable Stored stored) {
      Map<String, Object> all = new LinkedHashMap<>();
      all.put("dossier", dossier.value());
      all.put("revision", stored == null ? 0 : stored.revision());
      all.put("bytes", stored == null ? 0 : stored.bytes());
      all.put(
          "processes",
          stored == null ? List.of() : stored.processes().stream().map(Show::json).toList());
      return all;
    }

    private static Map<String, Object> json(Running process) {
      Map<String, Object> all = new LinkedHashMap<>();
      all.put("model", process.model());
      all.put("version", process.version());
      all.put("id", process.id());
      all.put("suspended", process.suspended());
      all.put("at", process.at());
      all.put("items", process.items().stream().map(Show::json).toList());
      all.put("timers", process.timers().stream().map(Show::json).toList());
      all.put("messages", process.messages());
      return all;
    }

    private static Map<String, Object> json(Item item) {
      Map<String, Object> all = new LinkedHashMap<>();
      all.put("id", item.id());
      all.put("step", item.step());
      all.put("holder", item.holder() == null ? null : item.holder().value());
      all.put("since", item.since().toString());
      return all;
    }

    private static Map<String, Object> json(Clock timer) {
      Map<String, Object> all = new LinkedHashMap<>();
      all.put("id", timer.id());
      all.put("element", timer.element());
      all.put("dueAt", timer.dueAt().toString());
      all.put("triesLeft", timer.triesLeft());
      return all;
    }
  }
}
