package onestop.benchmarks;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** The benchmark prints letters, and always the same ones. */
@Tag("load")
class LetterBenchmarkTest {

  @Test
  void printsTheSameLettersAsWhenItsFiguresWereTaken() {
    assertThat(new LetterBenchmark().checksum()).isEqualTo(-8_679_462_884L);
  }

  @Test
  void everyCallGivesTheNextLetterAsAPdf() {
    LetterBenchmark benchmark = new LetterBenchmark();
    LetterBenchmark.Turn turn = new LetterBenchmark.Turn();
    turn.begin();
    byte[] first = benchmark.print(turn);
    byte[] second = benchmark.print(turn);
    assertThat(new String(first, 0, 5, StandardCharsets.US_ASCII)).isEqualTo("%PDF-");
    assertThat(second).isNotEqualTo(first);
  }
}
