package onestop.dossiers.papers;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.IntStream;
import onestop.dossiers.Dossiers;
import onestop.dossiers.life.Dossier;
import onestop.dossiers.life.DossierEvent;
import onestop.dossiers.steps.StepPayload;
import onestop.files.FileHash;
import onestop.kernel.DossierCode;
import onestop.kernel.Failure;
import onestop.testing.City;
import onestop.testing.Scans;
import onestop.testing.TestDatabase;
import onestop.testing.World;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.springframework.dao.DataAccessException;
import org.springframework.jdbc.core.simple.JdbcClient;

/** Papers on file on both databases: versions, removals, events, and limits that hold. */
@Tag("world")
class HandedFilesTest {
  private static final String COPY = "2.000815";
  private static final Map<TestDatabase, Place> PLACES = new EnumMap<>(TestDatabase.class);

  private record Place(World world, City city) {}

  /** A world in which a dossier may have six files and 2 MB. */
  private static Place place(TestDatabase database) {
    return PLACES.computeIfAbsent(
        database,
        on -> {
          World world =
              World.serving(
                  on,
                  "2026-04-01T10:00",
                  "--onestop.files.most=6",
                  "--onestop.files.max-size=1MB",
                  "--onestop.files.quota=2MB");
          return new Place(world, City.in(world));
        });
  }

  @AfterAll
  static void close() {
    PLACES.values().forEach(place -> place.world().close());
    PLACES.clear();
  }

  private static NewFile file(byte[] bytes, @Nullable Integer replaces) {
    return new NewFile("bản gốc.pdf", bytes, replaces == null ? "original" : null, null, replaces);
  }

  @ParameterizedTest
  @EnumSource(TestDatabase.class)
  void keepsEveryVersionAndEveryRemovedFile(TestDatabase database) {
    Place place = place(database);
    HandedFiles files = place.world().get(HandedFiles.class);
    DossierCode code = place.city().receive(COPY).code();
    byte[] first = Scans.pdf("first");
    byte[] second = Scans.picture("png", 1);
    HandedFile one = files.add(code, file(first, null), City.desk());
    HandedFile two = files.add(code, file(second, 1), City.desk());
    files.remove(code, 2, " Quét nhầm hồ sơ ", City.desk());

    assertThat(files.of(code)).extracting(HandedFile::no).containsExactly(1, 2);
    assertThat(files.get(code, 1)).isEqualTo(one);
    assertThat(two.paper()).isEqualTo("original");
    assertThat(two.replaces()).isEqualTo(1);
    assertThat(two.fileName()).isEqualTo("bản gốc.png");
    HandedFile.Removal removal = files.get(code, 2).removal();
    assertThat(removal).isNotNull();
    assertThat(removal.reason()).isEqualTo("Quét nhầm hồ sơ");
    assertThat(files.read(one)).isEqualTo(first);
    assertThat(files.read(two)).as("removed, not erased").isEqualTo(second);

    List<DossierEvent> events =
        place.world().get(Dossiers.class).events(code).stream()
            .filter(event -> event.kind().startsWith("FILE_"))
            .toList();
    assertThat(events)
        .extracting(DossierEvent::kind)
        .containsExactly("FILE_ADDED", "FILE_REPLACED", "FILE_REMOVED");
    assertThat(events)
        .extracting(event -> event.details().get("sha256"))
        .containsExactly(FileHash.of(first), FileHash.of(second), FileHash.of(second));
    assertThat(events.get(2).details()).containsEntry("reason", "Quét nhầm hồ sơ");
    assertThat(events.toString()).doesNotContain("bản gốc");
  }

  @ParameterizedTest
  @EnumSource(TestDatabase.class)
  void refusesWhatIsNotPresentAnyMore(TestDatabase database) {
    Place place = place(database);
    HandedFiles files = place.world().get(HandedFiles.class);
    DossierCode code = place.city().receive(COPY).code();
    files.add(code, file(Scans.pdf("a"), null), City.desk());
    fails("file-twice", () -> files.add(code, file(Scans.pdf("a"), null), City.desk()));
    fails("file-twice", () -> files.add(code, file(Scans.pdf("a"), 1), City.desk()));
    files.add(code, file(Scans.pdf("b"), 1), City.desk());
    fails("file-not-current", () -> files.add(code, file(Scans.pdf("c"), 1), City.desk()));
    fails("file-not-current", () -> remove(files, code, 1, "cũ"));
    fails("no-such-file", () -> remove(files, code, 9, "không có"));
    fails("no-such-file", () -> files.add(code, file(Scans.pdf("c"), 9), City.desk()));
    fails("removal-reason", () -> remove(files, code, 2, "  "));
    fails("removal-reason", () -> remove(files, code, 2, "x".repeat(501)));
    files.remove(code, 2, "nhầm", City.desk());
    fails("file-not-current", () -> remove(files, code, 2, "nhầm"));
    assertThat(files.add(code, file(Scans.pdf("b"), null), City.desk()).no())
        .as("a removed content may come again")
        .isEqualTo(3);
    fails(
        "no-such-paper",
        () -> files.add(code, new NewFile("a", Scans.pdf("d"), "x", null, null), City.desk()));
    fails(
        "other-paper-remark",
        () -> files.add(code, new NewFile("a", Scans.pdf("d"), null, " ", null), City.desk()));
    assertThat(files.of(code)).hasSize(3);
  }

  private static Void remove(HandedFiles files, DossierCode code, int no, String reason) {
    files.remove(code, no, reason, City.desk());
    return null;
  }

  @ParameterizedTest
  @EnumSource(TestDatabase.class)
  void aClosedDossierKeepsWhatItHas(TestDatabase database) {
    Place place = place(database);
    HandedFiles files = place.world().get(HandedFiles.class);
    DossierCode code = place.city().receive(COPY).code();
    HandedFile one = files.add(code, file(Scans.pdf("a"), null), City.desk());
    place.world().get(Dossiers.class).withdraw(code, "Người nộp xin rút", City.desk());
    fails("file-dossier-closed", () -> files.add(code, file(Scans.pdf("b"), null), City.desk()));
    fails("file-dossier-closed", () -> remove(files, code, 1, "nhầm"));
    assertThat(files.read(one)).isEqualTo(Scans.pdf("a"));
  }

  /** Sixteen at once: as many come in as there is room for, each once, and their numbers follow. */
  @ParameterizedTest
  @EnumSource(TestDatabase.class)
  void parallelUploadsStopAtTheLimits(TestDatabase database) throws Exception {
    Place place = place(database);
    HandedFiles files = place.world().get(HandedFiles.class);
    DossierCode many = place.city().receive(COPY).code();
    assertThat(added(files, many, 1000)).isEqualTo(6);
    assertThat(files.of(many)).extracting(HandedFile::no).containsExactly(1, 2, 3, 4, 5, 6);
    DossierCode large = place.city().receive(COPY).code();
    assertThat(added(files, large, 600_000)).as("3 × 600,000 bytes in 2 MB").isEqualTo(3);
    assertThat(place.world().get(Dossiers.class).events(large))
        .filteredOn(event -> event.kind().equals("FILE_ADDED"))
        .hasSize(3);
  }

  private static long added(HandedFiles files, DossierCode code, int size) throws Exception {
    ExecutorService clerks = Executors.newFixedThreadPool(8);
    try {
      List<Callable<Boolean>> uploads =
          IntStream.range(0, 16)
              .<Callable<Boolean>>mapToObj(no -> () -> isAdded(files, code, size + 2000 + no))
              .toList();
      List<Boolean> answers = new ArrayList<>();
      for (Future<Boolean> upload : clerks.invokeAll(uploads)) {
        answers.add(upload.get());
      }
      return answers.stream().filter(answer -> answer).count();
    } finally {
      clerks.shutdown();
    }
  }

  private static boolean isAdded(HandedFiles files, DossierCode code, int size) {
    try {
      files.add(code, file(Scans.pdfOf(size), null), City.desk());
      return true;
    } catch (Failure refused) {
      assertThat(refused.slug()).isIn("too-many", "quota");
      return false;
    }
  }

  /** What was handed in is evidence: the database itself refuses to change it. */
  @ParameterizedTest
  @EnumSource(TestDatabase.class)
  void theDatabaseRefusesToChangeARow(TestDatabase database) {
    Place place = place(database);
    HandedFiles files = place.world().get(HandedFiles.class);
    DossierCode code = place.city().receive(COPY).code();
    files.add(code, file(Scans.pdf("a"), null), City.desk());
    files.remove(code, 1, "nhầm", City.desk());
    JdbcClient jdbc = place.world().get(JdbcClient.class);
    for (String change :
        List.of(
            "update handed_file set title = 'x'",
            "delete from handed_file_removal",
            "update handed_file_removal set reason = 'x'",
            "truncate table handed_file_removal")) {
      assertThatThrownBy(() -> jdbc.sql(change).update())
          .as(change)
          .isInstanceOf(DataAccessException.class);
    }
  }

  /** The agencies of a linked application look at the same papers. */
  @ParameterizedTest
  @EnumSource(TestDatabase.class)
  void aLegHasTheFilesOfTheWhole(TestDatabase database) {
    Place place = place(database);
    HandedFiles files = place.world().get(HandedFiles.class);
    Dossier whole = place.city().receive("2.002621");
    place.city().complete(whole.code(), "check_form", "done", new StepPayload.Note(""));
    List<Dossier> legs = place.world().get(Dossiers.class).legs(whole.code());
    assertThat(legs).isNotEmpty();
    DossierCode leg = legs.get(0).code();
    files.add(leg, new NewFile("a.pdf", Scans.pdf("a"), null, "Đơn", null), City.desk());
    assertThat(files.of(whole.code())).hasSize(1).isEqualTo(files.of(leg));
    assertThat(files.get(leg, 1).dossier()).isEqualTo(whole.code());
  }

  private static void fails(String slug, Callable<?> act) {
    assertThatThrownBy(act::call)
        .isInstanceOfSatisfying(
            Failure.class, failure -> assertThat(failure.slug()).isEqualTo(slug));
  }
}
