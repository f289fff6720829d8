package onestop.dossiers.papers;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import onestop.agencies.Role;
import onestop.dossiers.papers.FileUpload.Announced;
import onestop.dossiers.papers.FileUploads.Part;
import onestop.files.FileHash;
import onestop.kernel.Actor;
import onestop.kernel.DossierCode;
import onestop.kernel.Failure;
import onestop.testing.City;
import onestop.testing.Scans;
import onestop.testing.TestDatabase;
import onestop.testing.World;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.springframework.jdbc.core.simple.JdbcClient;

/** Files that arrive in parts, on both databases: offsets, limits, owners and their end. */
@Tag("world")
class FileUploadsTest {
  private static final String COPY = "2.000815";
  private static final int PART = FileUploads.LARGEST_PART;
  private static final Map<TestDatabase, City> CITIES = new EnumMap<>(TestDatabase.class);
  private static final Map<TestDatabase, World> WORLDS = new EnumMap<>(TestDatabase.class);

  /** A world in which a dossier may have three files and 2 MB. */
  private static World world(TestDatabase database) {
    return WORLDS.computeIfAbsent(
        database,
        on ->
            World.serving(
                on,
                "2026-04-01T10:00",
                "--onestop.files.most=3",
                "--onestop.files.max-size=1MB",
                "--onestop.files.quota=2MB"));
  }

  private static DossierCode received(TestDatabase database) {
    return CITIES.computeIfAbsent(database, on -> City.in(world(on))).receive(COPY).code();
  }

  @AfterAll
  static void close() {
    WORLDS.values().forEach(World::close);
    WORLDS.clear();
    CITIES.clear();
  }

  private static Announced announced(byte[] bytes) {
    return new Announced("bản vẽ.pdf", bytes.length, FileHash.of(bytes));
  }

  private static Part part(byte[] bytes, int at) {
    return new Part(at, Arrays.copyOfRange(bytes, at, Math.min(at + PART, bytes.length)));
  }

  private static void fails(String slug, ThrowingCallable call) {
    assertThatThrownBy(call)
        .isInstanceOfSatisfying(Failure.class, why -> assertThat(why.slug()).isEqualTo(slug));
  }

  @ParameterizedTest
  @EnumSource(TestDatabase.class)
  void goesOnWhereItStoppedAndIsWholeAtTheEnd(TestDatabase database) {
    FileUploads uploads = world(database).get(FileUploads.class);
    DossierCode code = received(database);
    byte[] bytes = Scans.pdfOf(2 * PART + 100);
    FileUpload begun = uploads.begin(code, announced(bytes), City.desk());
    String id = begun.id();
    uploads.append(code, id, part(bytes, 0), City.desk());
    fails("upload-offset", () -> uploads.append(code, id, part(bytes, 0), City.desk()));
    fails("upload-offset", () -> uploads.append(code, id, part(bytes, 2 * PART), City.desk()));
    fails("upload-incomplete", () -> uploads.whole(code, id, City.desk()));

    FileUpload again = uploads.begin(code, announced(bytes), City.desk());
    assertThat(again.id()).isEqualTo(id);
    assertThat(again.arrived()).isEqualTo(PART);
    uploads.append(code, id, part(bytes, PART), City.desk());
    assertThat(uploads.append(code, id, part(bytes, 2 * PART), City.desk()).isWhole()).isTrue();
    assertThat(uploads.whole(code, id, City.desk())).isEqualTo(bytes);
  }

  @ParameterizedTest
  @EnumSource(TestDatabase.class)
  void belongsToOneOfficerAndOneDossier(TestDatabase database) {
    FileUploads uploads = world(database).get(FileUploads.class);
    DossierCode code = received(database);
    DossierCode other = received(database);
    Actor.Officer colleague = City.officer(City.WARD, Role.SPECIALIST);
    byte[] bytes = Scans.pdfOf(PART + 1);
    FileUpload mine = uploads.begin(code, announced(bytes), City.desk());
    FileUpload his = uploads.begin(code, announced(bytes), colleague);
    assertThat(his.id()).isNotEqualTo(mine.id());
    fails("no-such-upload", () -> uploads.append(code, mine.id(), part(bytes, 0), colleague));
    fails("no-such-upload", () -> uploads.whole(other, mine.id(), City.desk()));
    fails("no-such-upload", () -> uploads.drop(code, mine.id(), colleague));
    assertThat(uploads.of(code, colleague)).extracting(FileUpload::id).containsExactly(his.id());
    uploads.drop(code, mine.id(), City.desk());
    assertThat(uploads.of(code, City.desk())).isEmpty();
  }

  @ParameterizedTest
  @EnumSource(TestDatabase.class)
  void countsInTheLimitsFromItsBeginning(TestDatabase database) {
    FileUploads uploads = world(database).get(FileUploads.class);
    DossierCode code = received(database);
    int most = 1024 * 1024;
    byte[] tooLarge = Scans.pdfOf(most + 1);
    fails("too-large", () -> uploads.begin(code, announced(tooLarge), City.desk()));
    fails("empty", () -> uploads.begin(code, announced(new byte[0]), City.desk()));
    uploads.begin(code, announced(Scans.pdfOf(most)), City.desk());
    uploads.begin(code, announced(Scans.pdfOf(most - 1)), City.desk());
    fails("quota", () -> uploads.begin(code, announced(Scans.pdfOf(most - 2)), City.desk()));
    DossierCode few = received(database);
    for (int i = 0; i < 3; i++) {
      uploads.begin(few, announced(Scans.pdfOf(PART + i)), City.desk());
    }
    fails("too-many", () -> uploads.begin(few, announced(Scans.pdfOf(PART + 3)), City.desk()));
    uploads.begin(few, announced(Scans.pdfOf(PART + 2)), City.desk()); // goes on, is no new one
  }

  @ParameterizedTest
  @EnumSource(TestDatabase.class)
  void refusesPartsThatDoNotFitAndBytesThatWereNotAnnounced(TestDatabase database) {
    FileUploads uploads = world(database).get(FileUploads.class);
    DossierCode code = received(database);
    byte[] bytes = Scans.pdfOf(2 * PART);
    String id = uploads.begin(code, announced(bytes), City.desk()).id();
    byte[] small = new byte[FileUploads.SMALLEST_PART - 1];
    fails("upload-part", () -> uploads.append(code, id, new Part(0, small), City.desk()));
    fails("upload-part", () -> uploads.append(code, id, new Part(0, bytes), City.desk()));
    byte[] text = "chữ".repeat(10_000).getBytes(java.nio.charset.StandardCharsets.UTF_8);
    fails("type", () -> uploads.append(code, id, new Part(0, text), City.desk()));
    uploads.append(code, id, part(bytes, 0), City.desk());
    uploads.append(code, id, new Part(PART, new byte[PART]), City.desk());
    fails("upload-damaged", () -> uploads.whole(code, id, City.desk()));
    fails("no-such-upload", () -> uploads.get(code, id, City.desk()));
    fails(
        "upload-hash",
        () -> uploads.begin(code, new Announced("a.pdf", 9, "0".repeat(63)), City.desk()));
    fails(
        "upload-name",
        () ->
            uploads.begin(
                code, new Announced("a".repeat(401), 9, FileHash.of(small)), City.desk()));
  }

  @ParameterizedTest
  @EnumSource(TestDatabase.class)
  void takesOneOfTwoPartsAtTheSamePlace(TestDatabase database) throws Exception {
    FileUploads uploads = world(database).get(FileUploads.class);
    DossierCode code = received(database);
    byte[] bytes = Scans.pdfOf(2 * PART);
    String id = uploads.begin(code, announced(bytes), City.desk()).id();
    ExecutorService both = Executors.newFixedThreadPool(4);
    try {
      List<Callable<Boolean>> calls = new ArrayList<>();
      for (int i = 0; i < 4; i++) {
        calls.add(
            () -> {
              try {
                uploads.append(code, id, part(bytes, 0), City.desk());
                return true;
              } catch (Failure refused) {
                assertThat(refused.slug()).isEqualTo("upload-offset");
                return false;
              }
            });
      }
      int taken = 0;
      for (Future<Boolean> call : both.invokeAll(calls)) {
        taken += call.get() ? 1 : 0;
      }
      assertThat(taken).isEqualTo(1);
    } finally {
      both.shutdownNow();
    }
    assertThat(uploads.get(code, id, City.desk()).arrived()).isEqualTo(PART);
  }

  @ParameterizedTest
  @EnumSource(TestDatabase.class)
  void goesADayAfterItsLastPart(TestDatabase database) {
    World world = world(database);
    FileUploads uploads = world.get(FileUploads.class);
    DossierCode code = received(database);
    uploads.sweep();
    byte[] bytes = Scans.pdfOf(2 * PART);
    String id = uploads.begin(code, announced(bytes), City.desk()).id();
    world.advanceTo(world.now().plus(Duration.ofHours(23)));
    uploads.append(code, id, part(bytes, 0), City.desk());
    world.advanceTo(world.now().plus(Duration.ofHours(23)));
    uploads.sweep();
    assertThat(uploads.of(code, City.desk())).hasSize(1);
    world.advanceTo(world.now().plus(Duration.ofHours(2)));
    assertThat(uploads.of(code, City.desk())).as("no longer offered").isEmpty();
    uploads.sweep();
    fails("no-such-upload", () -> uploads.get(code, id, City.desk()));
    assertThat(
            world
                .get(JdbcClient.class)
                .sql("select count(*) from file_upload_part where upload = ?")
                .param(id)
                .query(Integer.class)
                .single())
        .isZero();
  }
}
