package onestop.files;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import onestop.files.FileMoves.Target;
import onestop.kernel.Failure;
import onestop.testing.TestDatabase;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.springframework.boot.DefaultApplicationArguments;

/** Files move from the database into a folder and back, whole at every moment. */
@Tag("store")
class FileMovesTest {
  @TempDir private Path folder;

  @ParameterizedTest
  @EnumSource(TestDatabase.class)
  void aMoveThatBreaksOffGoesOnWhereItStopped(TestDatabase database) throws IOException {
    FilesScene inDatabase = FilesScene.on(database, null);
    List<StoredFile> files =
        inDatabase.files.storeAll(IntStream.range(0, 9).mapToObj(FileMovesTest::bytes).toList());
    FilesScene inFolder = inDatabase.beside(folder);
    assertThatThrownBy(
            () ->
                inFolder.moves.move(
                    Target.FOLDER,
                    done -> {
                      if (done == 4) {
                        throw new IllegalStateException("killed");
                      }
                    }))
        .hasMessage("killed");
    assertThat(inDatabase.count("stored_file_chunk")).isEqualTo(5);
    assertReadable(inFolder, files);

    assertThat(inFolder.moves.move(Target.FOLDER, done -> {}).moved()).isEqualTo(5);
    assertThat(inDatabase.count("stored_file_chunk")).isZero();
    assertReadable(inFolder, files);
    assertThat(inFolder.check.check()).isEmpty();

    assertThat(inFolder.moves.move(Target.DATABASE, done -> {}).moved()).isEqualTo(9);
    assertReadable(inDatabase, files);
    assertThat(left()).isEmpty();
    assertThat(inFolder.moves.move(Target.DATABASE, done -> {}))
        .isEqualTo(new FileMoves.Result(0, List.of()));
  }

  @ParameterizedTest
  @EnumSource(TestDatabase.class)
  void whatIsDamagedStaysAndIsNamed(TestDatabase database) throws IOException {
    FilesScene inFolder = FilesScene.on(database, folder);
    List<StoredFile> files = inFolder.files.storeAll(List.of(bytes(1), bytes(2), bytes(3)));
    files.forEach(file -> inFolder.name(file.hashCode(), file));
    Files.writeString(left().get(0), "%PDF damaged");
    Files.delete(left().get(1));
    FileMoves.Result result = inFolder.moves.move(Target.DATABASE, done -> {});
    assertThat(result.moved()).isEqualTo(1);
    assertThat(result.left()).hasSize(2);
    assertThat(inFolder.check.check())
        .extracting(problem -> problem.file().sha256())
        .containsExactlyInAnyOrderElementsOf(result.left());
  }

  @ParameterizedTest
  @EnumSource(TestDatabase.class)
  void aCopyThatADeadMoveLeftIsSwept(TestDatabase database) throws IOException {
    FilesScene inFolder = FilesScene.on(database, folder);
    StoredFile file = inFolder.files.store(bytes(1));
    inFolder.name(1, file);
    Path place = left().get(0);
    byte[] bytes = Files.readAllBytes(place);
    inFolder.moves.move(Target.DATABASE, done -> {});
    Files.createDirectories(place.getParent());
    Files.write(place, bytes); // as if it had died before it removed the file
    Files.setLastModifiedTime(
        place, java.nio.file.attribute.FileTime.from(inFolder.clock.instant()));
    inFolder.pass(FilesScene.GRACE.plusMinutes(1));
    inFolder.sweep.run();
    assertThat(left()).isEmpty();
    assertReadable(inFolder, List.of(file));
  }

  @ParameterizedTest
  @EnumSource(TestDatabase.class)
  void aStartThatCouldNotFindTheFilesIsRefused(TestDatabase database) {
    FilesScene inFolder = FilesScene.on(database, folder.resolve("here"));
    inFolder.homes.run(new DefaultApplicationArguments());
    inFolder.files.store(bytes(1));
    inFolder.homes.run(new DefaultApplicationArguments());
    assertRefused("no-folder", inFolder.beside(null));
    assertRefused("other-folder", inFolder.beside(folder.resolve("elsewhere")));
  }

  private static void assertRefused(String slug, FilesScene scene) {
    assertThatThrownBy(() -> scene.homes.run(new DefaultApplicationArguments()))
        .isInstanceOfSatisfying(
            Failure.class, failure -> assertThat(failure.slug()).isEqualTo(slug));
  }

  private static void assertReadable(FilesScene scene, List<StoredFile> files) {
    List<String> read = new ArrayList<>();
    files.forEach(file -> read.add(FileHash.of(scene.files.read(file.sha256()))));
    assertThat(read).isEqualTo(files.stream().map(StoredFile::sha256).toList());
  }

  private List<Path> left() throws IOException {
    try (Stream<Path> all = Files.walk(folder)) {
      return all.filter(Files::isRegularFile).sorted().toList();
    }
  }

  private static byte[] bytes(int number) {
    return ("%PDF-1.7 file " + number).getBytes(StandardCharsets.UTF_8);
  }
}
