package onestop.cli.replay;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.Arrays;
import java.util.Comparator;
import java.util.EnumSet;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.zip.GZIPOutputStream;
import onestop.cli.replay.Anomaly.What;
import onestop.cli.replay.ReplayPlan.Action;
import onestop.cli.replay.ReplayPlan.Kind;
import onestop.kernel.Failure;
import org.assertj.core.api.InstanceOfAssertFactories;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

@Tag("pure")
class PlannerTest {
  private static final String TRACE =
      """
      <trace><string key="concept:name" value="a"/><date key="startdate" value="2020-01-01T08:00:00+01:00"/>
      <date key="deadline" value="2020-02-01T08:00:00.5Z"/></trace>
      """;

  @TempDir private Path dir;

  @Test
  void readsRealRegister() {
    ReplayPlan plan = Planner.plan(RealLog.require(), XesLimits.DEFAULT);
    assertThat(plan.dossiers()).hasSize(717);
    assertThat(plan.horizon()).isEqualTo(Instant.parse("2012-01-23T14:42:54.644Z"));
    assertThat(plan.dossiers().stream().filter(d -> d.endAt() != null)).hasSize(657);
    Map<What, Long> kinds =
        plan.anomalies().stream()
            .collect(Collectors.groupingBy(Anomaly::what, Collectors.counting()));
    assertThat(kinds)
        .containsOnly(
            Map.entry(What.END_BEFORE_START, 1L),
            Map.entry(What.EVENT_BEFORE_START, 12L),
            Map.entry(What.EVENT_AFTER_END, 79L));
    assertThat(plan.actions()).hasSize(717 + 657 + 4279 - 79);
    assertThat(plan.actions()).isSortedAccordingTo(Comparator.comparing(Action::at));
  }

  @ParameterizedTest
  @ValueSource(strings = {"log.xes", "log.xes.gz"})
  void readsSyntheticRegister(String name) throws IOException {
    SyntheticLog log = SyntheticLog.draw(7, 200);
    ReplayPlan plan = Planner.plan(log.write(dir.resolve(name)), XesLimits.DEFAULT);
    assertThat(plan.dossiers()).hasSize(log.figures().received());
    assertThat(plan.dossiers().stream().filter(d -> d.endAt() != null))
        .hasSize(log.figures().resolved());
    assertThat(plan.anomalies().stream().filter(a -> a.what() == What.EVENT_AFTER_END))
        .hasSize(log.dirtyRows())
        .isNotEmpty();
  }

  @Test
  void passesOverAttributesThatAreNoDossiers() throws IOException {
    ReplayPlan plan =
        plan(
            log(
                """
                <global scope="trace"><date key="enddate" value="nonsense"/></global>
                <date key="deadline" value="nonsense"/>
                <list key="x"><trace/></list>
                <trace><string key="concept:name" value="a"><date key="enddate" value="nonsense"/></string>
                <date key="startdate" value="2020-01-01T08:00:00+01:00"/>
                <date key="deadline" value="2020-02-01T08:00:00.5Z"/><date key="deadline" value="2021-02-01T08:00:00Z"/>
                <event><date key="time:timestamp" value="2020-01-02T08:00:00Z"><int key="org:resource" value="3"/></date></event>
                </trace>
                """));
    ReplayPlan.PlannedDossier dossier = plan.dossiers().get(0);
    assertThat(dossier.endAt()).isNull();
    assertThat(dossier.deadlineAt()).isEqualTo(Instant.parse("2020-02-01T08:00:00.500Z"));
    assertThat(dossier.events().get(0).resource()).isEqualTo("unknown");
    assertThat(plan.horizon()).isEqualTo(Instant.parse("2020-01-02T08:00:00Z"));
  }

  @Test
  void mendsEveryDirtyRowByItsRule() throws IOException {
    ReplayPlan plan =
        plan(
            log(
                TRACE
                    + """
                    <trace><date key="startdate" value="2020-01-05T00:00:00Z"/><date key="enddate" value="2020-01-04T00:00:00Z"/>
                    <date key="deadline" value="2020-01-03T00:00:00Z"/>
                    <event><date key="time:timestamp" value="2020-01-04T12:00:00Z"/><string key="org:resource" value="r"/></event>
                    <event><date key="time:timestamp" value="2020-01-06T12:00:00Z"/><string key="org:resource" value="r"/></event>
                    </trace>
                    <trace><string key="concept:name" value="a"/><date key="deadline" value="2020-01-03T00:00:00Z"/>
                    <event><date key="time:timestamp" value="2020-01-02T00:00:00Z"/></event>
                    <event><string key="org:resource" value="r"/></event>
                    <event><date key="time:timestamp" value="2020-01-01T12:00:00Z"/><string key="org:resource" value="r"/></event>
                    <event><date key="time:timestamp" value="2020-01-07T12:00:00Z"/><string key="lifecycle:transition" value="start"/></event>
                    </trace>
                    <trace><string key="concept:name" value="b"/></trace>
                    <trace><string key="concept:name" value="c"/><date key="deadline" value="2020-01-03T00:00:00Z"/></trace>
                    """));
    assertThat(plan.anomalies().stream().map(Anomaly::what).distinct())
        .containsExactlyInAnyOrderElementsOf(
            EnumSet.complementOf(EnumSet.of(What.KEY_AGAIN, What.ATTRIBUTE_INCOMPLETE)));
    assertThat(plan.dossiers()).hasSize(3);
    assertThat(plan.dossiers().get(1).name()).isEqualTo("trace-2");
    assertThat(plan.actions().stream().filter(a -> a.dossier() == 1).map(Action::kind))
        .containsExactly(Kind.RECEIVE, Kind.STEP, Kind.END);
    assertThat(plan.actions().stream().filter(a -> a.dossier() == 1).map(Action::at).distinct())
        .containsExactly(Instant.parse("2020-01-05T00:00:00Z"));
    assertThat(plan.dossiers().get(2).startAt()).isEqualTo(Instant.parse("2020-01-01T12:00:00Z"));
    assertThat(plan.horizon()).isEqualTo(Instant.parse("2020-01-07T12:00:00Z"));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          log-not-xes        | hello
          log-not-xes        | <html><body/></html>
          log-not-xes        | <log xmlns="urn:other"><trace/></log>
          log-not-xes        | {"log": 1}
          log-empty          | <log/>
          log-empty          | <log><event/></log>
          log-no-deadline    | <log><trace><date key="startdate" value="2020-01-01T00:00:00Z"/></trace></log>
          log-no-deadline    | <log><global scope="trace"><date key="deadline" value="2020-01-01T00:00:00Z"/></global><trace/></log>
          log-date           | <log><trace><date key="deadline" value="tomorrow"/></trace></log>
          log-date           | <log><trace><date key="deadline" value="2020-01-01T00:00:00"/></trace></log>
          log-date           | <log><trace><date key="deadline" value="+99999-01-01T00:00:00Z"/></trace></log>
          log-date           | <log><trace><date key="deadline" value=""/></trace></log>
          log-document-type  | <!DOCTYPE log [<!ENTITY e SYSTEM "file:///etc/passwd">]><log><trace>&e;</trace></log>
          log-document-type  | <!DOCTYPE log SYSTEM "http://localhost/x.dtd"><log><trace/></log>
          log-malformed      | <log><trace><date key=deadline/></trace></log>
          log-document-type  | <log><trace>&nothing;</trace></log>
          log-malformed      | <log><trace></event></log>
          log-truncated      | <log><trace><date key="deadline" value="2020
          log-truncated      | <log><trace></trace>
          """)
  void refusesFaultyLog(String slug, String text) throws IOException {
    assertThat(refusal(text.getBytes(StandardCharsets.UTF_8)).slug()).isEqualTo(slug);
  }

  /** XML ends where its document ends (XML 1.0, production 1), not with the log's last tag. */
  @ParameterizedTest
  @ValueSource(
      strings = {
        "<!-- exported by register 2.1 -->",
        "<?audit done?>",
        "\n<!-- a --><?b c?>\n<!-- d -->\n\n",
        "<!-- log> -->",
        "<?xml-stylesheet href=\"x.xsl\"?>"
      })
  void readsLogToTheEndOfItsDocument(String behind) throws IOException {
    assertThat(plan(log(TRACE) + behind).dossiers()).hasSize(1);
    assertThat(
            Planner.plan(
                    Files.write(dir.resolve("p"), packed(log(TRACE) + behind)), XesLimits.DEFAULT)
                .dossiers())
        .hasSize(1);
    assertThat(refusal(bytes(log(TRACE).replace("</trace>", "</event>") + behind)).slug())
        .isEqualTo("log-malformed");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"junk", "<log/>", "<trace/>", "&amp;", "</log>", "<![CDATA[x]]>", "\u0001"})
  void refusesContentBehindLog(String behind) throws IOException {
    assertThat(refusal(bytes(log(TRACE) + behind)).slug()).isEqualTo("log-malformed");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "2023-02-31T17:00:00+07:00",
        "2023-02-29T17:00:00+07:00",
        "2023-04-31T17:00:00Z",
        "2023-00-10T17:00:00Z",
        "2023-13-10T17:00:00Z",
        "2023-02-10T25:00:00Z",
        "2023-02-10T24:00:00Z",
        "2023-02-10T17:60:00Z",
        "2023-02-10T23:59:60Z",
        "2023-02-10T17:00:00+25:00",
        "1700000000"
      })
  void refusesMomentsThatNeverWere(String value) throws IOException {
    for (String key : new String[] {"startdate", "deadline", "enddate", "time:timestamp"}) {
      String date = "<date key=\"" + key + "\" value=\"" + value + "\"/>";
      String trace = key.startsWith("time") ? "<event>" + date + "</event>" : date;
      Failure refusal = refusal(bytes(log("<trace>" + trace + "</trace>")));
      assertThat(refusal.slug()).isEqualTo("log-date");
      assertThat(refusal.values()).contains(key, value);
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"案件", "\uD83D\uDE00", "กขค", "\u202E", "\u3164", "\u0085\uFFFD"})
  void namesTraceAndRowOfWhatNoLetterCanShow(String text) throws IOException {
    String named = TRACE.replace("value=\"a\"", "value=\"hồ sơ " + text + "\"");
    Failure refusal = refusal(bytes(log(TRACE + named)));
    assertThat(refusal.slug()).isEqualTo("log-unprintable");
    assertThat(refusal.arguments())
        .containsEntry("row", 2)
        .containsEntry("attribute", "concept:name")
        .containsEntry("trace", "hồ sơ " + text);
    for (String key : new String[] {"responsible", "department"}) {
      String with =
          TRACE.replace(
              "</trace>", "<string key=\"" + key + "\" value=\"x" + text + "\"/></trace>");
      assertThat(refusal(bytes(log(with))).values()).contains(1, key);
    }
    String event =
        "<event><string key=\"org:resource\" value=\"x"
            + text
            + "\"/><date key=\"time:timestamp\" value=\"2020-01-02T00:00:00Z\"/></event></trace>";
    assertThat(refusal(bytes(log(TRACE.replace("</trace>", event)))).values())
        .contains("org:resource");
  }

  @Test
  void namesATraceAfterItsRowIfItsNameSaysNothing() throws IOException {
    ReplayPlan plan = plan(log(TRACE.replace("value=\"a\"", "value=\"—…\"")));
    assertThat(plan.dossiers().get(0).name()).isEqualTo("trace-1");
    assertThat(plan.anomalies()).extracting(Anomaly::what).containsExactly(What.NO_NAME);
  }

  @Test
  void saysWhichAttributesWerePassedOver() throws IOException {
    String more =
        """
        <date key="deadline" value="2024-04-30T17:00:00+07:00"/>
        <date key="enddate"/><string value="x"/><list key="l"/>
        <event><string key="org:resource" value="r"/><string key="org:resource" value="s"/>
        <date key="time:timestamp" value="2020-01-02T00:00:00Z"/><date key="time:timestamp"/></event></trace>
        """;
    ReplayPlan plan = plan(log(TRACE.replace("</trace>", more)));
    assertThat(plan.anomalies())
        .extracting(a -> a.row() + " " + a.what().code() + " " + a.value())
        .containsExactly(
            "1 key-again deadline=2024-04-30T17:00:00+07:00",
            "1 attribute-incomplete date enddate",
            "1 attribute-incomplete string =x",
            "1 key-again org:resource=s",
            "1 attribute-incomplete date time:timestamp");
    assertThat(plan.dossiers().get(0).events().get(0).resource()).isEqualTo("r");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "http://www.xes-standard.org",
        "http://www.xes-standard.org/",
        "http://code.deckfour.org/xes",
        "http://code.deckfour.org/xes/"
      })
  void readsEveryNamespaceThatXesHasHad(String namespace) throws IOException {
    String log = "<log xmlns=\"" + namespace + "\" xes.version=\"1.0\">" + TRACE + "</log>";
    assertThat(plan(log).dossiers()).hasSize(1);
  }

  @Test
  void readsEveryEncodingThatItNamesAndRefusesBytesThatAreNone() throws IOException {
    String body = log(TRACE.replace("value=\"a\"", "value=\"é\"")).substring(22);
    for (String charset : new String[] {"UTF-8", "ISO-8859-1", "UTF-16", "windows-1258"}) {
      String log = "<?xml version=\"1.0\" encoding='" + charset + "'?>\n" + body;
      Path file = Files.write(dir.resolve("log"), log.getBytes(Charset.forName(charset)));
      assertThat(Planner.plan(file, XesLimits.DEFAULT).dossiers().get(0).name()).isEqualTo("é");
    }
    assertThat(plan("\uFEFF" + log(TRACE)).dossiers()).hasSize(1);

    ByteArrayOutputStream printed = new ByteArrayOutputStream();
    PrintStream err = System.err;
    System.setErr(new PrintStream(printed, true, StandardCharsets.UTF_8));
    try {
      for (String head :
          new String[] {
            "", "<?xml version=\"1.0\"?>", "<?xml version=\"1.0\" encoding=\"UTF-8\"?>"
          }) {
        byte[] latin = (head + body).getBytes(StandardCharsets.ISO_8859_1);
        assertThat(refusal(latin).slug()).as(head).isEqualTo("log-encoding");
        assertThat(refusal(packed(latin)).slug()).isEqualTo("log-encoding");
      }
      String unknown = "<?xml version=\"1.0\" encoding=\"KLINGON\"?>" + body;
      assertThat(refusal(bytes(unknown)).slug()).isEqualTo("log-encoding");
      assertThat(refusal(bytes(unknown.replace("KLINGON", "x:y"))).slug())
          .isEqualTo("log-encoding");
    } finally {
      System.setErr(err);
    }
    assertThat(printed.toString(StandardCharsets.UTF_8)).isEmpty();
  }

  @Test
  void refusesEveryCutOfPackedLog() throws IOException {
    byte[] packed = packed(log(TRACE.repeat(50)));
    for (int length = 3; length < packed.length; length++) {
      assertThat(refusal(Arrays.copyOf(packed, length)).slug())
          .as("cut at %d of %d", length, packed.length)
          .isEqualTo("log-truncated");
    }
  }

  @Test
  void refusesEveryCutOfPlainLog() throws IOException {
    byte[] plain = log(TRACE).strip().getBytes(StandardCharsets.UTF_8);
    for (int length = 60; length < plain.length; length++) {
      assertThat(refusal(Arrays.copyOf(plain, length)).slug())
          .as("cut at %d of %d", length, plain.length)
          .isEqualTo("log-truncated");
    }
  }

  @Test
  void refusesDamagedPackedLog() throws IOException {
    byte[] packed = packed(log(TRACE.repeat(50)));
    packed[packed.length - 6] ^= 1;
    assertThat(refusal(packed).slug()).isEqualTo("log-damaged");
  }

  @Test
  void refusesEmptyAndMissingFile() throws IOException {
    assertThat(refusal(new byte[0]).slug()).isEqualTo("log-not-xes");
    assertThatThrownBy(() -> Planner.plan(dir.resolve("nowhere"), XesLimits.DEFAULT))
        .asInstanceOf(InstanceOfAssertFactories.type(Failure.class))
        .extracting(Failure::slug)
        .isEqualTo("log-missing");
    assertThatThrownBy(() -> Planner.plan(dir, XesLimits.DEFAULT)).isInstanceOf(Failure.class);
  }

  @Test
  void refusesBombs() throws IOException {
    XesLimits small = new XesLimits(100_000, 10_000, 10, 20, 30);
    assertThat(refusal(packed(log(" ".repeat(1_000_000))), small).slug())
        .isIn("log-bytes", "log-value");
    String longValue = "<trace><string key=\"a\" value=\"" + "x".repeat(50_000) + "\"/></trace>";
    assertThat(refusal(bytes(log(longValue)), small).slug()).isEqualTo("log-value");
    assertThat(refusal(bytes(log("<a>".repeat(50) + "</a>".repeat(50))), small).slug())
        .isEqualTo("log-depth");
    assertThat(refusal(bytes(log(TRACE.repeat(21))), small).slug()).isEqualTo("log-traces");
    assertThat(refusal(bytes(log("<trace>" + "<event/>".repeat(31) + "</trace>")), small).slug())
        .isEqualTo("log-events");
    String laughs =
        "<!DOCTYPE log [<!ENTITY a \"ha\"><!ENTITY b \"&a;&a;&a;\">]><log><trace>&b;</trace></log>";
    assertThat(refusal(bytes(laughs)).slug()).isEqualTo("log-document-type");
  }

  private static byte[] bytes(String text) {
    return text.getBytes(StandardCharsets.UTF_8);
  }

  private static String log(String traces) {
    return "<?xml version=\"1.0\"?>\n<log xmlns=\"http://www.xes-standard.org/\">\n"
        + traces
        + "</log>\n";
  }

  private static byte[] packed(String text) throws IOException {
    return packed(bytes(text));
  }

  private static byte[] packed(byte[] text) throws IOException {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    try (GZIPOutputStream gzip = new GZIPOutputStream(out)) {
      gzip.write(text);
    }
    return out.toByteArray();
  }

  private ReplayPlan plan(String text) throws IOException {
    return Planner.plan(Files.writeString(dir.resolve("log.xes"), text), XesLimits.DEFAULT);
  }

  private Failure refusal(byte[] log) throws IOException {
    return refusal(log, XesLimits.DEFAULT);
  }

  private Failure refusal(byte[] log, XesLimits limits) throws IOException {
    Path file = Files.write(dir.resolve("refused"), log);
    try {
      Planner.plan(file, limits);
    } catch (Failure failure) {
      return failure;
    }
    throw new AssertionError("not refused: " + new String(log, StandardCharsets.UTF_8));
  }
}
