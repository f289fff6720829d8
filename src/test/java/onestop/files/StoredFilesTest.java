package onestop.files;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Random;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.stream.Stream;
import onestop.kernel.Failure;
import onestop.testing.TestDatabase;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** A file is stored once, with the row that names it, and read as it was stored. */
@Tag("store")
class StoredFilesTest {
  @TempDir private Path folder;

  /** Both databases with both homes. */
  static Stream<Arguments> homes() {
    return Stream.of(TestDatabase.values())
        .flatMap(
            database ->
                Stream.of(FileHome.Kind.values()).map(home -> Arguments.of(database, home)));
  }

  private FilesScene scene(TestDatabase database, FileHome.Kind home) {
    return FilesScene.on(database, folder(home));
  }

  private @Nullable Path folder(FileHome.Kind home) {
    return home == FileHome.Kind.FOLDER ? folder.resolve("files") : null;
  }

  @ParameterizedTest
  @MethodSource("homes")
  void aFileIsStoredOnceAndReadBack(TestDatabase database, FileHome.Kind home) throws IOException {
    FilesScene scene = scene(database, home);
    byte[] large = new byte[700_000];
    new Random(7).nextBytes(large);
    byte[] pdf = bytes("%PDF-1.7 a letter");
    List<StoredFile> stored = scene.files.storeAll(List.of(large, pdf, large));
    StoredFile again = scene.files.store(pdf);

    assertThat(stored.get(1)).isEqualTo(again);
    assertThat(stored.get(0)).isEqualTo(stored.get(2));
    assertThat(again.type()).isEqualTo(FileType.PDF);
    assertThat(scene.count("stored_file")).isEqualTo(2);
    assertThat(scene.files.read(stored.get(0).sha256())).isEqualTo(large);
    assertThat(scene.files.read(again.sha256())).isEqualTo(pdf);
    assertThat(scene.files.find(again.sha256())).contains(again);
    assertThat(scene.homeOf(again)).contains(home.name());
    assertThat(inFolder()).hasSize(home == FileHome.Kind.FOLDER ? 2 : 0);
    assertThat(scene.count("stored_file_chunk")).isEqualTo(home == FileHome.Kind.FOLDER ? 0 : 4);
  }

  @ParameterizedTest
  @MethodSource("homes")
  void aFileOfATransactionThatRollsBackIsNotThere(TestDatabase database, FileHome.Kind home) {
    FilesScene scene = scene(database, home);
    byte[] pdf = bytes("%PDF-1.7 rolled back");
    String sha256 = FileHash.of(pdf);
    assertThatThrownBy(
            () ->
                scene.transaction.executeWithoutResult(
                    status -> {
                      StoredFile file = scene.files.store(pdf);
                      scene.name(1, file);
                      assertThat(scene.files.read(file.sha256())).isEqualTo(pdf);
                      assertThat(
                              CompletableFuture.supplyAsync(() -> scene.files.find(sha256)).join())
                          .as("for anybody else")
                          .isEmpty();
                      throw new IllegalStateException("the row is refused");
                    }))
        .hasMessage("the row is refused");
    assertThat(scene.files.find(sha256)).isEmpty();
    assertFails("none", () -> scene.files.read(sha256));

    scene.files.store(pdf);
    assertThat(scene.files.read(sha256)).isEqualTo(pdf);
  }

  @ParameterizedTest
  @MethodSource("homes")
  void twoTransactionsStoreTheSameFileAtTheSameTime(TestDatabase database, FileHome.Kind home)
      throws Exception {
    FilesScene scene = scene(database, home);
    FilesScene other = scene.beside(folder(home));
    byte[] pdf = bytes("%PDF-1.7 both");
    CountDownLatch stored = new CountDownLatch(1);
    CompletableFuture<Void> second =
        CompletableFuture.runAsync(
            () -> {
              await(stored);
              // waits for the first transaction and then names its file
              other.transaction.executeWithoutResult(
                  status -> {
                    if (database == TestDatabase.H2) { // which waits for a second otherwise
                      other.jdbc.sql("set lock_timeout 20000").update();
                    }
                    other.name(2, other.files.store(pdf));
                  });
            });
    scene.transaction.executeWithoutResult(
        status -> {
          scene.name(1, scene.files.store(pdf));
          stored.countDown();
          assertThatThrownBy(() -> second.get(300, TimeUnit.MILLISECONDS))
              .isInstanceOf(TimeoutException.class);
        });
    second.get(30, TimeUnit.SECONDS);
    assertThat(scene.count("stored_file")).isEqualTo(1);
    assertThat(scene.count("paper")).isEqualTo(2);
    assertThat(scene.files.read(FileHash.of(pdf))).isEqualTo(pdf);
  }

  @ParameterizedTest
  @MethodSource("homes")
  void whatIsDamagedOrGoneIsAnIncidentUntilItIsPutBack(TestDatabase database, FileHome.Kind home)
      throws IOException {
    FilesScene scene = scene(database, home);
    byte[] pdf = bytes("%PDF-1.7 to be damaged");
    StoredFile file = scene.files.store(pdf);
    scene.name(1, file);
    scene.name(2, file);
    assertThat(scene.check.check()).isEmpty();

    damage(scene, home, file, bytes("%PDF-1.7 to be DAMAGED"));
    assertFails("damaged", () -> scene.files.read(file.sha256()));
    assertFails("damaged", () -> scene.files.read(file.sha256()));
    assertThat(incidents(scene))
        .containsExactly("FILE_DAMAGED " + file.sha256() + ", named by paper 1, paper 2");
    assertThat(scene.check.check())
        .singleElement()
        .satisfies(
            problem -> {
              assertThat(problem.fault()).isEqualTo(FileCheck.Fault.DAMAGED);
              assertThat(problem.names()).hasSize(2);
            });
    scene.check.closeIncidents();
    assertThat(scene.incidents.open(FileIncident.FILE_DAMAGED)).hasSize(1);

    damage(scene, home, file, pdf);
    scene.check.closeIncidents();
    assertThat(scene.incidents.open(FileIncident.FILE_DAMAGED)).isEmpty();

    damage(scene, home, file, null);
    assertFails("missing", () -> scene.files.read(file.sha256()));
    assertThat(scene.incidents.open(FileIncident.FILE_MISSING)).hasSize(1);
    assertThat(scene.check.check()).hasSize(1);
  }

  private void damage(FilesScene scene, FileHome.Kind home, StoredFile file, byte @Nullable [] by)
      throws IOException {
    if (home == FileHome.Kind.FOLDER) {
      Path place = inFolder().get(0);
      if (by == null) {
        Files.delete(place);
      } else {
        Files.write(place, by);
      }
      return;
    }
    scene.jdbc.sql("delete from stored_file_chunk").update();
    if (by != null) {
      scene
          .jdbc
          .sql("insert into stored_file_chunk values (?, 0, ?)")
          .params(file.sha256(), by)
          .update();
    }
  }

  private static List<String> incidents(FilesScene scene) {
    return scene
        .jdbc
        .sql("select kind || ' ' || detail from incident order by id")
        .query(String.class)
        .list();
  }

  @ParameterizedTest
  @MethodSource("homes")
  void storingAgainPutsBackWhatTheFolderLost(TestDatabase database, FileHome.Kind home)
      throws IOException {
    if (home == FileHome.Kind.DATABASE) {
      return;
    }
    FilesScene scene = scene(database, home);
    byte[] pdf = bytes("%PDF-1.7 lost");
    StoredFile file = scene.files.store(pdf);
    Files.delete(inFolder().get(0));
    scene.files.store(pdf);
    assertThat(scene.files.read(file.sha256())).isEqualTo(pdf);
  }

  @ParameterizedTest
  @MethodSource("homes")
  void whatIsHandedInIsRefusedByNameContentAndWayOut(TestDatabase database, FileHome.Kind home) {
    FilesScene scene = scene(database, home);
    byte[] pdf = bytes("%PDF-1.7 %%EOF");
    byte[] html = bytes("<html>");
    assertFails("empty", () -> scene.files.accept(upload("a.pdf", new byte[0], 0)));
    assertFails("too-large", () -> scene.files.accept(upload("a.pdf", new byte[1_000_000], 0)));
    assertThatThrownBy(() -> scene.files.accept(upload("giay.pdf", html, 0)))
        .isInstanceOfSatisfying(
            Failure.class,
            failure ->
                assertThat(failure.values()).containsExactly("giay.pdf", "MARKUP", "JPEG, PDF"));
    assertFails("quota", () -> scene.files.accept(upload("a.pdf", pdf, 2L * 1024 * 1024)));
    assertFails("cut-off", () -> scene.files.accept(upload("a.pdf", bytes("%PDF-1.7"), 0)));
    assertFails(
        "too-many",
        () ->
            scene.files.accept(
                new Upload("a.pdf", pdf, Set.of(FileType.PDF), new Upload.Owned(5, 0))));
    assertThat(scene.count("stored_file")).isZero();
    assertThat(scene.files.accept(upload("a.exe", pdf, 2L * 1024 * 1024 - pdf.length)).type())
        .as("the name does not count")
        .isEqualTo(FileType.PDF);
  }

  private static Upload upload(String name, byte[] bytes, long before) {
    return new Upload(
        name, bytes, Set.of(FileType.PDF, FileType.JPEG), new Upload.Owned(0, before));
  }

  private static void assertFails(String slug, Runnable call) {
    assertThatThrownBy(call::run)
        .isInstanceOfSatisfying(
            Failure.class,
            failure -> {
              assertThat(failure.module()).isEqualTo("files");
              assertThat(failure.slug()).isEqualTo(slug);
            });
  }

  private List<Path> inFolder() throws IOException {
    Path root = folder.resolve("files");
    if (!Files.exists(root)) {
      return List.of();
    }
    try (Stream<Path> all = Files.walk(root)) {
      return all.filter(Files::isRegularFile).toList();
    }
  }

  private static void await(CountDownLatch latch) {
    try {
      latch.await(30, TimeUnit.SECONDS);
    } catch (InterruptedException e) {
      throw new IllegalStateException(e);
    }
  }

  private static byte[] bytes(String text) {
    return text.getBytes(StandardCharsets.UTF_8);
  }
}
