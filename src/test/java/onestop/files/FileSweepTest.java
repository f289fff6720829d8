package onestop.files;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
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

/** What nothing names goes after its time of grace; what something names never does. */
@Tag("store")
class FileSweepTest {
  private static final byte[] PDF = "%PDF-1.7 swept".getBytes(StandardCharsets.UTF_8);
  private static final Duration MORE_THAN_GRACE = FilesScene.GRACE.plusMinutes(1);

  @TempDir private Path folder;

  static Stream<Arguments> homes() {
    return StoredFilesTest.homes();
  }

  private @Nullable Path folder(FileHome.Kind home) {
    return home == FileHome.Kind.FOLDER ? folder : null;
  }

  @ParameterizedTest
  @MethodSource("homes")
  void orphansGoAfterTheirGraceAndNamedFilesStay(TestDatabase database, FileHome.Kind home)
      throws IOException {
    FilesScene scene = FilesScene.on(database, folder(home));
    StoredFile orphan = scene.files.store(PDF);
    StoredFile kept = scene.files.store("%PDF-1.7 kept".getBytes(StandardCharsets.UTF_8));
    StoredFile dropped = scene.files.store("%PDF-1.7 dropped".getBytes(StandardCharsets.UTF_8));
    scene.name(1, kept);
    scene.name(2, dropped);
    assertThat(scene.sweep.run()).isZero();
    scene.pass(Duration.ofHours(23));
    assertThat(scene.sweep.run()).as("still in its grace").isZero();
    scene.forget(2);
    scene.pass(Duration.ofHours(2));
    assertThat(scene.sweep.run()).as("the first orphan; the other is marked now").isEqualTo(1);
    assertThat(scene.files.find(orphan.sha256())).isEmpty();
    scene.pass(MORE_THAN_GRACE);
    assertThat(scene.sweep.run()).isEqualTo(1);
    assertThat(scene.files.find(dropped.sha256())).isEmpty();
    scene.pass(Duration.ofDays(900));
    assertThat(scene.sweep.run()).isZero();
    assertThat(scene.files.read(kept.sha256())).isNotEmpty();
    assertThat(inFolder()).hasSize(home == FileHome.Kind.FOLDER ? 1 : 0);
    assertThat(scene.count("stored_file_chunk")).isEqualTo(home == FileHome.Kind.FOLDER ? 0 : 1);
  }

  @ParameterizedTest
  @MethodSource("homes")
  void anOrphanThatIsNamedAgainIsKept(TestDatabase database, FileHome.Kind home) {
    FilesScene scene = FilesScene.on(database, folder(home));
    StoredFile file = orphan(scene);
    scene.transaction.executeWithoutResult(
        status -> {
          scene.files.claim(file);
          scene.name(1, file);
        });
    assertThat(scene.sweep.run()).isZero();
    scene.forget(1);
    assertThat(scene.sweep.run()).as("its grace begins anew").isZero();
    assertThat(scene.files.read(file.sha256())).isEqualTo(PDF);

    scene.pass(MORE_THAN_GRACE);
    scene.name(2, file); // without the lock, by whatever hand
    assertThat(scene.sweep.run()).isZero();
    assertThat(scene.files.read(file.sha256())).isEqualTo(PDF);
  }

  /** Stored, and marked as an orphan longer ago than the grace. */
  private static StoredFile orphan(FilesScene scene) {
    StoredFile file = scene.files.store(PDF);
    scene.sweep.run();
    scene.pass(MORE_THAN_GRACE);
    return file;
  }

  @ParameterizedTest
  @MethodSource("homes")
  void aFileThatIsBeingNamedIsLeftOut(TestDatabase database, FileHome.Kind home) {
    FilesScene scene = FilesScene.on(database, folder(home));
    FilesScene other = scene.beside(folder(home));
    StoredFile file = orphan(scene);
    scene.transaction.executeWithoutResult(
        status -> {
          assertThat(scene.files.store(PDF)).isEqualTo(file);
          // another node sweeps between the lock and the name
          assertThat(CompletableFuture.supplyAsync(other.sweep::run).join()).isZero();
          scene.name(1, file);
          assertThat(CompletableFuture.supplyAsync(other.sweep::run).join()).isZero();
        });
    assertThat(other.sweep.run()).isZero();
    assertThat(scene.files.read(file.sha256())).isEqualTo(PDF);
  }

  @ParameterizedTest
  @MethodSource("homes")
  void aNamingThatTakesLongerThanTheGraceIsSafe(TestDatabase database, FileHome.Kind home) {
    FilesScene scene = FilesScene.on(database, folder(home));
    FilesScene other = scene.beside(folder(home));
    StoredFile file = scene.files.store(PDF);
    scene.transaction.executeWithoutResult(
        status -> {
          scene.files.claim(file);
          CompletableFuture.runAsync(other.sweep::run).join();
          other.pass(MORE_THAN_GRACE);
          assertThat(CompletableFuture.supplyAsync(other.sweep::run).join()).isZero();
          scene.name(1, file);
        });
    assertThat(scene.files.read(file.sha256())).isEqualTo(PDF);
  }

  @ParameterizedTest
  @MethodSource("homes")
  void whoNamesAFileThatIsBeingSweptStoresItAnew(TestDatabase database, FileHome.Kind home)
      throws Exception {
    FilesScene scene = FilesScene.on(database, folder(home));
    FilesScene other = scene.beside(folder(home));
    StoredFile file = orphan(scene);
    CountDownLatch swept = new CountDownLatch(1);
    CompletableFuture<Void> naming =
        CompletableFuture.runAsync(
            () -> {
              await(swept);
              other.transaction.executeWithoutResult(
                  status -> other.name(1, other.files.store(PDF)));
            });
    scene.transaction.executeWithoutResult(
        status -> {
          assertThat(scene.sweep.run()).isEqualTo(1);
          swept.countDown();
          assertThatThrownBy(() -> naming.get(300, TimeUnit.MILLISECONDS))
              .as("waits for the sweep's commit")
              .isInstanceOf(TimeoutException.class);
        });
    naming.get(30, TimeUnit.SECONDS);
    assertThat(scene.files.read(file.sha256())).isEqualTo(PDF);
    assertThat(scene.check.check()).isEmpty();
    assertThat(scene.sweep.run()).isZero();
  }

  @ParameterizedTest
  @MethodSource("homes")
  void whoClaimsAFileThatWasSweptIsTold(TestDatabase database, FileHome.Kind home) {
    FilesScene scene = FilesScene.on(database, folder(home));
    StoredFile file = orphan(scene);
    assertThat(scene.sweep.run()).isEqualTo(1);
    assertThatThrownBy(
            () -> scene.transaction.executeWithoutResult(status -> scene.files.claim(file)))
        .isInstanceOfSatisfying(
            Failure.class, failure -> assertThat(failure.slug()).isEqualTo("gone"));
  }

  @ParameterizedTest
  @MethodSource("homes")
  void whatTheDeadLeftInTheFolderGoes(TestDatabase database, FileHome.Kind home)
      throws IOException {
    if (home == FileHome.Kind.DATABASE) {
      return;
    }
    FilesScene scene = FilesScene.on(database, folder);
    StoredFile kept = scene.files.store(PDF);
    scene.name(1, kept);
    scene.transaction.executeWithoutResult(
        status -> {
          scene.files.store("%PDF-1.7 rolled back".getBytes(StandardCharsets.UTF_8));
          status.setRollbackOnly();
        });
    assertThat(inFolder()).hasSize(2);
    Path part = Files.write(folder.resolve("part/" + kept.sha256() + "1"), PDF);
    Files.setLastModifiedTime(part, FileTime.from(Instant.parse("2026-03-02T03:00:00Z")));
    Path stranger = Files.writeString(folder.resolve("README"), "not ours");
    scene.sweep.run();
    assertThat(inFolder()).as("still in its grace").hasSize(4);

    scene.pass(MORE_THAN_GRACE);
    scene.sweep.run();
    assertThat(inFolder())
        .extracting(file -> file.getFileName().toString())
        .containsExactlyInAnyOrder(kept.sha256(), stranger.getFileName().toString());
    assertThat(scene.count("stored_file")).isEqualTo(1);
  }

  private List<Path> inFolder() throws IOException {
    try (Stream<Path> all = Files.walk(folder)) {
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
}
