package onestop.ledger.verify;

import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAnyPackage;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static org.assertj.core.api.Assertions.assertThat;

import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** The verifier stays what an auditor can read and run: the JDK and nothing else, and little. */
@Tag("pure")
class VerifierSizeTest {
  private static final Path SOURCES = Path.of("src/main/java/onestop/ledger/verify");
  private static final Path CLASSES = Path.of("target/classes/onestop/ledger/verify");
  private static final Path TEXTS = Path.of("target/classes/messages");

  @Test
  void usesTheJdkAndItselfAlone() {
    var verifier =
        new ClassFileImporter()
            .withImportOption(ImportOption.Predefined.DO_NOT_INCLUDE_TESTS)
            .importPackages("onestop.ledger.verify");
    assertThat(verifier).isNotEmpty();
    classes()
        .should()
        .onlyDependOnClassesThat(resideInAnyPackage("java..", "onestop.ledger.verify"))
        .check(verifier);
  }

  @Test
  void importsNothingButTheJdk() {
    assertThat(
            files(SOURCES)
                .flatMap(file -> lines(file).stream())
                .filter(line -> line.startsWith("import "))
                .map(line -> line.replaceFirst("import (static )?", "")))
        .allMatch(name -> name.startsWith("java.") || name.startsWith("onestop.ledger.verify."));
  }

  /** 1,500 until the grammar of notes, and how far a file's word is followed, were spelled out. */
  @Test
  void hasFewerThanSixteenHundredLinesOfCode() {
    assertThat(files(SOURCES).flatMap(file -> lines(file).stream()).filter(line -> isCode(line)))
        .hasSizeLessThan(1_600);
  }

  /** Not an empty line, a comment or an import: what has to be read to know what is done. */
  private static boolean isCode(String line) {
    return !line.isBlank() && !line.matches("import .*|\\s*(/\\*\\*|\\*|//).*");
  }

  @Test
  void isSmallerThanTwoHundredThousandBytesEvenBeforeItIsPacked() {
    long texts =
        files(TEXTS)
            .filter(file -> file.getFileName().toString().startsWith("verify_"))
            .mapToLong(VerifierSizeTest::size)
            .sum();
    assertThat(files(CLASSES).mapToLong(VerifierSizeTest::size).sum() + texts).isLessThan(200_000);
  }

  private static Stream<Path> files(Path folder) {
    try (Stream<Path> files = Files.list(folder)) {
      return files.toList().stream();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static List<String> lines(Path file) {
    try {
      return Files.readAllLines(file);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static long size(Path file) {
    try {
      return Files.size(file);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
