package onestop.files;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import onestop.files.VirusScanner.Verdict;
import onestop.testing.FakeClamd;
import onestop.testing.FakeClamd.Manner;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** The client of the virus scanner's daemon, against one that speaks its protocol. */
@Tag("pure")
@Timeout(60)
class ClamdTest {
  private static final Duration LONGEST = Duration.ofSeconds(20);

  @Test
  void getsAVerdictOverTcp() throws IOException {
    try (FakeClamd daemon = FakeClamd.onTcp()) {
      assertVerdicts(new Clamd(daemon.address(), LONGEST));
      assertThat(daemon.scans()).isEqualTo(4);
    }
  }

  @Test
  void getsAVerdictOverASocket(@TempDir Path folder) throws IOException {
    try (FakeClamd daemon = FakeClamd.onSocket(folder.resolve("clamd.ctl"))) {
      assertVerdicts(new Clamd(daemon.address(), LONGEST));
    }
  }

  private static void assertVerdicts(Clamd clamd) throws IOException {
    assertThat(clamd.scan(bytes("a paper"))).isEqualTo(Verdict.CLEAN);
    assertThat(clamd.scan(bytes("%PDF-1.7 " + FakeClamd.EICAR + " %%EOF")))
        .isEqualTo(new Verdict("Eicar-Signature"));
    assertThat(clamd.scan(new byte[0])).isEqualTo(Verdict.CLEAN);
    assertThat(clamd.scan(bytes("x".repeat(3_000_000) + FakeClamd.EICAR)).isClean())
        .as("behind many portions")
        .isFalse();
  }

  @ParameterizedTest
  @EnumSource(value = Manner.class, names = "SCANS", mode = EnumSource.Mode.EXCLUDE)
  void givesNoVerdictWhereTheDaemonGivesNone(Manner manner) throws IOException {
    try (FakeClamd daemon = FakeClamd.onTcp()) {
      daemon.behave(manner);
      Clamd clamd = new Clamd(daemon.address(), Duration.ofMillis(500));
      assertThatThrownBy(() -> clamd.scan(bytes("a paper"))).isInstanceOf(IOException.class);
    }
  }

  @Test
  void givesNoVerdictWhereNobodyListens(@TempDir Path folder) throws IOException {
    String address;
    try (FakeClamd daemon = FakeClamd.onTcp()) {
      address = daemon.address();
    }
    for (String nobody : new String[] {address, folder.resolve("none.ctl").toString()}) {
      assertThatThrownBy(() -> new Clamd(nobody, LONGEST).scan(bytes("a paper")))
          .as(nobody)
          .isInstanceOf(IOException.class);
    }
  }

  private static byte[] bytes(String text) {
    return text.getBytes(StandardCharsets.ISO_8859_1);
  }
}
