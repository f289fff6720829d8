package onestop.cli.replay;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import onestop.kernel.Failure;
import org.assertj.core.api.InstanceOfAssertFactories;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

@Tag("pure")
class WorkspaceTest {
  @TempDir private Path dir;

  @Test
  void takesNewAndEmptyFolderWithOrWithoutResume() throws IOException {
    Workspace.open(dir.resolve("a/b"), "run", false);
    Workspace.open(dir.resolve("c"), "run", true);
    Files.createDirectory(dir.resolve("d"));
    Workspace.open(dir.resolve("d"), "run", false);
    assertThat(dir.resolve("d/replay.run")).hasContent("run");
  }

  @Test
  void resumesOnlyItsOwnRun() {
    Workspace.open(dir.resolve("a"), "run", false);
    Workspace.open(dir.resolve("a"), "run", true);
    refuses("out-not-empty", () -> Workspace.open(dir.resolve("a"), "run", false));
    refuses("other-run", () -> Workspace.open(dir.resolve("a"), "another", true));
  }

  @Test
  void refusesFolderOfSomebodyElse() throws IOException {
    Files.writeString(dir.resolve("thesis.doc"), "years of work");
    refuses("out-not-empty", () -> Workspace.open(dir, "run", false));
    refuses("out-not-empty", () -> Workspace.open(dir, "run", true));
    refuses("out-no-folder", () -> Workspace.open(dir.resolve("thesis.doc"), "run", true));
    refuses("out-unwritable", () -> Workspace.open(dir.resolve("thesis.doc/x"), "run", true));
    assertThat(dir.resolve("thesis.doc")).hasContent("years of work");
  }

  @Test
  void takesFolderInWhichARunDiedBeforeItsMark() throws IOException {
    Files.writeString(dir.resolve("replay.run.part"), "ru");
    Workspace.open(dir, "run", true);
    assertThat(dir.resolve("replay.run")).hasContent("run");
  }

  @Test
  void replacesFilesInOneStroke() {
    Workspace workspace = Workspace.open(dir, "run", false);
    workspace.write("letters/a.pdf", "one");
    workspace.write("letters/a.pdf", "two");
    assertThat(dir.resolve("letters/a.pdf")).hasContent("two");
    assertThat(dir.resolve("letters")).isDirectoryNotContaining("glob:**.part");
  }

  @Test
  void fingerprintFollowsBytesAndWords() throws IOException {
    Path log = Files.writeString(dir.resolve("log"), "abc");
    String first = Workspace.fingerprint(log, "at-due");
    assertThat(first)
        .isEqualTo("ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad at-due")
        .isNotEqualTo(Workspace.fingerprint(log, "RP-2025"));
    Files.writeString(log, "abd");
    assertThat(Workspace.fingerprint(log, "at-due")).isNotEqualTo(first);
  }

  private static void refuses(String slug, ThrowingCallable call) {
    assertThatThrownBy(call)
        .asInstanceOf(InstanceOfAssertFactories.type(Failure.class))
        .extracting(Failure::slug)
        .isEqualTo(slug);
  }
}
