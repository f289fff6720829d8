package onestop.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.PrintWriter;
import java.io.StringWriter;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import onestop.Onestop;
import onestop.dossiers.Dossiers;
import onestop.engine.ProcessRuntime;
import onestop.engine.WorkItems;
import onestop.kernel.DossierCode;
import onestop.testing.City;
import onestop.testing.TestDatabase;
import onestop.testing.World;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** An operator reads where a dossier's process stands. */
@Tag("world")
class ProcessCommandTest {
  @ParameterizedTest
  @EnumSource(TestDatabase.class)
  void tellsWhereAProcessStandsInBothLanguages(TestDatabase database) {
    Map<String, String> where = database.ready();
    DossierCode code;
    String item;
    try (World world = World.on(where, "2026-03-02T10:00")) {
      code = City.in(world).receive("1.004873").code();
      item = world.get(WorkItems.class).of(code).get(0).id();
      world.get(Dossiers.class).claim(item, City.desk());
      world.get(ProcessRuntime.class).suspend(code);
    }
    assertThat(run(where, "en", code.value()))
        .startsWith("0 " + code.value() + ": revision 2, ")
        .contains(
            "marital_status_certificate, version 1",
            "  suspended",
            "  stands at transfer_dossier",
            "  work item transfer_dossier “Chuyển hồ sơ”, since 2026-03-02T10:00+07:00, held by "
                + City.desk().id().value()
                + " ("
                + item
                + ")",
            "  timer reach_sla_mark, due 2026-03-0",
            "tries left: 3",
            "  waits for the message withdrawal_requested");
    assertThat(run(where, "vi", code.value()))
        .contains("đang tạm ngừng", "đang chờ thông điệp withdrawal_requested");
    assertThat(run(where, "en", code.value(), "--json"))
        .startsWith("0 {\"dossier\":\"" + code.value() + "\",\"revision\":2,")
        .contains("\"triesLeft\":3", "\"suspended\":true");

    assertThat(run(where, "en", "H26.12.03-260302-9999"))
        .startsWith("2 ")
        .contains("H26.12.03-260302-9999");
    assertThat(run(where, "vi", "gì đó")).startsWith("2 ");
    assertThat(run(where, "en")).startsWith("2 ").contains("CODE");

    try (World world = World.on(where, "2026-03-02T11:00")) {
      world.get(ProcessRuntime.class).activate(code);
      world.get(Dossiers.class).withdraw(code, "người nộp đổi ý", City.desk());
    }
    assertThat(run(where, "en", code.value()))
        .isEqualTo("0 " + code.value() + ": no process runs.");
  }

  private static String run(Map<String, String> where, String language, String... arguments) {
    StringWriter out = new StringWriter();
    List<String> all =
        Stream.concat(
                Stream.of("process", "show", "--lang", language),
                Stream.concat(
                    Stream.of(arguments),
                    Stream.of(
                        "--db-url=" + where.get("url"),
                        "--db-user=" + where.get("user"),
                        "--db-password=" + where.get("password"))))
            .toList();
    int status =
        Commands.run(
            Onestop.class,
            new PrintWriter(out, true),
            new PrintWriter(out, true),
            all.toArray(String[]::new));
    return status + " " + out.toString().strip();
  }
}
