package onestop.web;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import onestop.agencies.Role;
import onestop.desk.ledger.NoticeBoard;
import onestop.kernel.DossierCode;
import onestop.ledger.Checkpoint;
import onestop.ledger.Ledger;
import onestop.ledger.LedgerKeys;
import onestop.ledger.verify.Verifier;
import onestop.testing.City;
import onestop.testing.QrScan;
import onestop.testing.TestDatabase;
import onestop.testing.Visitor;
import onestop.testing.World;
import org.apache.pdfbox.Loader;
import org.apache.pdfbox.text.PDFTextStripper;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.springframework.transaction.PlatformTransactionManager;
import org.springframework.transaction.support.TransactionTemplate;

/** The checkpoint that hangs out for everybody, and the one that is kept of each day. */
@Tag("world")
class NoticeBoardTest {
  private static final String PUBLIC = "https://mot-cua.example.vn";

  private final Map<String, String> where = TestDatabase.H2.ready();
  @TempDir private Path folder;
  private World world;
  private int appended;

  @BeforeEach
  void open() {
    world = node();
  }

  private World node() {
    return World.serving(
        where,
        "2026-03-02T06:00",
        "--onestop.public-url=" + PUBLIC,
        "--onestop.ledger.folder=" + folder.resolve("log"),
        "--onestop.ledger.key-file=" + folder.resolve("ledger.key"));
  }

  @AfterEach
  void close() {
    world.close();
  }

  private Checkpoint publish(int entries) {
    world.get(LedgerKeys.class).ensure();
    Ledger ledger = world.get(Ledger.class);
    new TransactionTemplate(world.get(PlatformTransactionManager.class))
        .executeWithoutResult(
            status -> {
              for (int i = 0; i < entries; i++) {
                ledger.append(
                    "LETTER_ISSUED", new DossierCode("D-" + appended++), Map.of(), world.now());
              }
            });
    return ledger.publish().orElseThrow();
  }

  private HttpResponse<byte[]> get(String path, String... headers) throws Exception {
    HttpRequest.Builder request =
        HttpRequest.newBuilder(URI.create("http://localhost:" + world.port() + path));
    if (headers.length > 0) {
      request.headers(headers);
    }
    return HttpClient.newHttpClient()
        .send(request.build(), HttpResponse.BodyHandlers.ofByteArray());
  }

  private static String header(HttpResponse<?> answer, String name) {
    return answer.headers().firstValue(name).orElse("");
  }

  @Test
  void anybodyCanPrintTheCheckpointOfNow() throws Exception {
    assertThat(get("/log/checkpoint.pdf").statusCode()).isEqualTo(404);
    Checkpoint checkpoint = publish(1234);
    HttpResponse<byte[]> answer = get("/log/checkpoint.pdf");
    assertThat(answer.statusCode()).isEqualTo(200);
    assertThat(header(answer, "Content-Type")).isEqualTo("application/pdf");
    assertThat(header(answer, "Cache-Control")).isEqualTo("no-cache");
    assertThat(header(answer, "Set-Cookie")).isEmpty();
    assertThat(QrScan.of(answer.body())).isEqualTo(checkpoint.note());
    String text = text(answer.body());
    String key = Files.readString(folder.resolve("log/log.vkey")).strip();
    assertThat(text)
        .contains("ngày 02 tháng 03 năm 2026", "2 March 2026", "1234", "localhost/onestop")
        .contains(checkpoint.root().replaceAll("(.{4})(?!$)", "$1 "))
        .contains(PUBLIC + "/log/checkpoint");
    assertThat(text.replaceAll("\\s", ""))
        .contains(key, checkpoint.note().lines().skip(2).findFirst().orElseThrow())
        .contains(checkpoint.signatures().get(0).base64(), checkpoint.root());
    String tag = header(answer, "ETag");
    assertThat(get("/log/checkpoint.pdf", "If-None-Match", tag).statusCode()).isEqualTo(304);
    Checkpoint later = publish(1);
    HttpResponse<byte[]> again = get("/log/checkpoint.pdf", "If-None-Match", tag);
    assertThat(QrScan.of(again.body())).isEqualTo(later.note());
  }

  @Test
  void ofEachDayTheFirstCheckpointIsKeptAndNeverReplaced() throws Exception {
    NoticeBoard board = world.get(NoticeBoard.class);
    board.keepToday();
    assertThat(folder.resolve("log/checkpoints")).doesNotExist();
    Checkpoint monday = publish(300);
    board.keepToday();
    byte[] print = Files.readAllBytes(folder.resolve("log/checkpoints/2026-03-02.pdf"));
    publish(5);
    board.keepToday();
    assertThat(kept("2026-03-02")).isEqualTo(monday.note());
    assertThat(folder.resolve("log/checkpoints/2026-03-02.pdf")).hasBinaryContent(print);
    assertThat(QrScan.of(print)).isEqualTo(monday.note());
    world.outageUntil("2026-03-03T06:00");
    Checkpoint tuesday = publish(400);
    board.keepToday();
    assertThat(kept("2026-03-03")).isEqualTo(tuesday.note());
    assertThat(files("log/checkpoints")).isEqualTo(4);
    HttpResponse<byte[]> answer = get("/log/checkpoints/2026-03-02.txt");
    assertThat(new String(answer.body(), StandardCharsets.UTF_8)).isEqualTo(monday.note());
    assertThat(header(answer, "Cache-Control")).contains("immutable");
    assertThat(header(get("/log/checkpoints/2026-03-02.pdf"), "Content-Type"))
        .isEqualTo("application/pdf");
    for (String none : new String[] {"2026-03-04.txt", "2026-03-02.part", "../../ledger.key", ""}) {
      assertThat(get("/log/checkpoints/" + none).statusCode()).as(none).isNotEqualTo(200);
    }
    assertThat(since("2026-03-02")).contains("All of it holds.");
    String forged = kept("2026-03-02").replace("\n300\n", "\n301\n");
    Files.writeString(folder.resolve("log/checkpoints/2026-03-02.txt"), forged);
    assertThat(since("2026-03-02")).contains("FORKED");
  }

  @Test
  void aDayThatWasKeptWithoutItsPrintIsPrintedFromWhatWasKept() throws Exception {
    NoticeBoard board = world.get(NoticeBoard.class);
    Checkpoint kept = publish(3);
    board.keepToday();
    Path print = folder.resolve("log/checkpoints/2026-03-02.pdf");
    byte[] before = Files.readAllBytes(print);
    Files.delete(print);
    publish(4);
    board.keepToday();
    assertThat(QrScan.of(Files.readAllBytes(print))).isEqualTo(kept.note());
    assertThat(print).hasBinaryContent(before);
  }

  @Test
  void twoNodesAtOnceKeepOneCheckpointWithItsPrint() throws Exception {
    publish(3);
    try (World other = node()) {
      List<NoticeBoard> boards =
          List.of(world.get(NoticeBoard.class), other.get(NoticeBoard.class));
      ExecutorService nodes = Executors.newFixedThreadPool(3);
      for (int day = 2; day < 6; day++) {
        Checkpoint before = world.get(Ledger.class).checkpoint().orElseThrow();
        Future<Checkpoint> later = nodes.submit(() -> publish(2));
        List<Future<?>> keeping = new ArrayList<>();
        boards.forEach(board -> keeping.add(nodes.submit(board::keepToday)));
        for (Future<?> kept : keeping) {
          kept.get();
        }
        String file = folder.resolve("log/checkpoints/2026-03-0" + day).toString();
        String note = Files.readString(Path.of(file + ".txt"));
        assertThat(note).isIn(before.note(), later.get().note());
        assertThat(QrScan.of(Files.readAllBytes(Path.of(file + ".pdf")))).isEqualTo(note);
        world.outageUntil("2026-03-0" + (day + 1) + "T06:00");
        other.outageUntil("2026-03-0" + (day + 1) + "T06:00");
      }
      nodes.shutdown();
    }
  }

  @Test
  void auditorsAndCitizensFindIt() {
    publish(3);
    City.in(world);
    Visitor auditor = Visitor.of(world, City.officer(City.CENTRE, Role.AUDITOR).id());
    assertThat(auditor.page("/audit/ledger").body()).contains("href=\"/log/checkpoint.pdf\"");
    assertThat(auditor.page("/proof/0").body()).contains("href=\"/log/checkpoint.pdf\"");
  }

  private String kept(String day) throws Exception {
    return Files.readString(folder.resolve("log/checkpoints/" + day + ".txt"));
  }

  private long files(String path) throws Exception {
    try (var files = Files.list(folder.resolve(path))) {
      return files.count();
    }
  }

  /** What the verifier says of the log against the checkpoint of a day. */
  private String since(String day) {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    PrintStream print = new PrintStream(out, true, StandardCharsets.UTF_8);
    Path log = folder.resolve("log");
    Verifier.run(
        print,
        print,
        "log",
        log.toString(),
        "--key",
        log.resolve("log.vkey").toString(),
        "--since",
        log.resolve("checkpoints/" + day + ".txt").toString(),
        "--lang",
        "en");
    return out.toString(StandardCharsets.UTF_8);
  }

  private static String text(byte[] pdf) throws Exception {
    try (var document = Loader.loadPDF(pdf)) {
      assertThat(document.getNumberOfPages()).isEqualTo(1);
      return new PDFTextStripper().getText(document).replaceAll("\\s+", " ");
    }
  }
}
