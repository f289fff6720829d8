package onestop.procedures;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import onestop.kernel.Failure;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * The reading of rule packs: of a version that is pinned in a database and no longer shipped, and
 * of one with a fault.
 */
@Tag("pure")
class RulePackDocumentTest {
  @Test
  void anOlderPackKeepsItsOneGraceForAllLetters() throws IOException {
    String shipped = Files.readString(Path.of("src/main/resources/rule-packs/rp-2025.yaml"));
    String before =
        shipped
            .replace("version: 2\n", "version: 1\n")
            .replace("silenceTolerance: PT5M", "issueGrace: PT5M")
            .replace("linkedLetters: EACH_DOSSIER", "mergedLetter: false");
    RulePack pack = CatalogueDocuments.read("pinned", before, RulePack.class);
    assertThat(pack.version()).isEqualTo(1);
    assertThat(pack.apology().officerGrace()).isEqualTo(Duration.ofMinutes(5));
    assertThat(pack.apology().silenceGrace()).isEqualTo(Duration.ofMinutes(5));
    RulePack now = CatalogueDocuments.read("shipped", shipped, RulePack.class);
    assertThat(now.apology().officerGrace()).isZero();
    assertThat(now.apology().silenceGrace()).isEqualTo(Duration.ofMinutes(5));
  }

  @ParameterizedTest
  @ValueSource(strings = {"head", "HEAD_OF_AGENCY", "''", "'head_of_agency '", "head_of_agencies"})
  void refusesASignerThatIsNoRole(String signer) throws IOException {
    String pack =
        Files.readString(Path.of("src/main/resources/rule-packs/rp-2025.yaml"))
            .replace("signer: head_of_agency", "signer: " + signer);
    assertThatThrownBy(() -> CatalogueDocuments.read("faulty", pack, RulePack.class))
        .isInstanceOf(Failure.class)
        .hasMessageContaining("procedures/document")
        .hasMessageContaining("no such role");
  }
}
