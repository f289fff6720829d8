package onestop.files;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Set;
import onestop.files.FileScans.ScanIncident;
import onestop.kernel.Failure;
import onestop.testing.FakeClamd;
import onestop.testing.FakeClamd.Manner;
import onestop.testing.TestDatabase;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** What comes from outside is shown when the scanner has found nothing in it, and not before. */
@Tag("store")
@Timeout(120)
class FileScansTest {

  @ParameterizedTest
  @EnumSource(TestDatabase.class)
  void refusesAnInfectedFileAndStoresNothing(TestDatabase database) throws IOException {
    try (FakeClamd daemon = FakeClamd.onTcp()) {
      FilesScene scene = FilesScene.scanning(database, daemon.address());
      assertFails("infected", () -> scene.files.accept(upload(FakeClamd.EICAR)));
      assertThat(scene.count("stored_file")).isZero();
      StoredFile clean = scene.files.accept(upload("clean"));
      assertThat(scene.files.readScanned(clean.sha256())).isEqualTo(bytes("clean"));
      assertThat(daemon.scans()).as("a verdict is kept").isEqualTo(2);
      assertThat(scene.incidents.open(ScanIncident.SCANNER_AWAY)).isEmpty();
    }
  }

  @ParameterizedTest
  @EnumSource(TestDatabase.class)
  void keepsAFileAndShowsItWhenTheScannerIsBack(TestDatabase database) throws IOException {
    try (FakeClamd daemon = FakeClamd.onTcp()) {
      FilesScene scene = FilesScene.scanning(database, daemon.address());
      daemon.behave(Manner.HANGS_UP);
      StoredFile clean = scene.files.accept(upload("clean"));
      StoredFile infected = scene.files.accept(upload(FakeClamd.EICAR));
      assertThat(scene.incidents.open(ScanIncident.SCANNER_AWAY)).hasSize(1);
      assertFails("not-scanned", () -> scene.files.readScanned(clean.sha256()));
      assertFails("not-scanned", () -> scene.files.readScanned(infected.sha256()));
      daemon.behave(Manner.SCANS);
      assertThat(scene.files.readScanned(clean.sha256())).isEqualTo(bytes("clean"));
      assertThat(scene.incidents.open(ScanIncident.SCANNER_AWAY)).isEmpty();
      assertFails("infected", () -> scene.files.readScanned(infected.sha256()));
      daemon.behave(Manner.HANGS_UP);
      assertFails("infected", () -> scene.files.readScanned(infected.sha256()));
      assertThat(scene.files.readScanned(clean.sha256())).isEqualTo(bytes("clean"));
      assertThat(scene.count("stored_file_scan")).isEqualTo(2);
    }
  }

  @ParameterizedTest
  @EnumSource(TestDatabase.class)
  void aVerdictGoesWithItsFile(TestDatabase database) throws IOException {
    try (FakeClamd daemon = FakeClamd.onTcp()) {
      FilesScene scene = FilesScene.scanning(database, daemon.address());
      scene.files.accept(upload("clean"));
      assertThat(scene.count("stored_file_scan")).isEqualTo(1);
      scene.sweep.run();
      scene.pass(FilesScene.GRACE.plus(Duration.ofHours(1)));
      assertThat(scene.sweep.run()).isEqualTo(1);
      assertThat(scene.count("stored_file_scan")).isZero();
    }
  }

  private static Upload upload(String text) {
    return new Upload("a.pdf", bytes(text), Set.of(FileType.PDF), new Upload.Owned(0, 0));
  }

  private static byte[] bytes(String text) {
    return ("%PDF-1.7 " + text + " %%EOF").getBytes(StandardCharsets.ISO_8859_1);
  }

  private static void assertFails(String slug, Runnable call) {
    assertThatThrownBy(call::run)
        .isInstanceOfSatisfying(
            Failure.class, failure -> assertThat(failure.slug()).isEqualTo(slug));
  }
}
