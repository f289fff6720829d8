package onestop.batch;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.Set;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The keys that items share, and the bounds of a queue. */
@Tag("pure")
class KeysTest {
  @ParameterizedTest
  @CsvSource({
    "k1, desk, k1, other, true",
    "k1, desk, k2, desk, true",
    "k1, desk, k2, other, false",
    "k1, desk, desk, k1, false"
  })
  void shareByOrderOrByAnExclusiveKey(
      String one, String desk, String other, String otherDesk, boolean shared) {
    Keys keys = new Keys(one, Set.of(desk));
    assertThat(keys.share(new Keys(other, Set.of(otherDesk)))).isEqualTo(shared);
  }

  @Test
  void boundsAreAtLeastOne() {
    assertThat(new Limits(1, 1, 1, 1).alone()).isEqualTo(1);
    assertThatThrownBy(() -> new Limits(0, 1, 1, 1)).isInstanceOf(IllegalArgumentException.class);
    assertThatThrownBy(() -> new Limits(1, 0, 1, 1)).isInstanceOf(IllegalArgumentException.class);
    assertThatThrownBy(() -> new Limits(1, 1, 0, 1)).isInstanceOf(IllegalArgumentException.class);
    assertThatThrownBy(() -> new Limits(1, 1, 1, 0)).isInstanceOf(IllegalArgumentException.class);
  }
}
