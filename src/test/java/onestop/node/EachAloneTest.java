package onestop.node;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.sql.SQLTransientConnectionException;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.springframework.dao.DataAccessResourceFailureException;

@Tag("pure")
class EachAloneTest {
  private final List<Integer> done = new ArrayList<>();

  @Test
  void oneFailureHoldsUpNobodyAndIsNotLost() {
    assertThatThrownBy(() -> EachAlone.of(List.of(1, 2, 3, 4), this::evenOnly))
        .hasMessage("1")
        .satisfies(first -> assertThat(first.getSuppressed()).hasSize(1));
    assertThat(done).containsExactly(2, 4);
  }

  @Test
  void aDatabaseThatIsAwayEndsEverything() {
    assertThatThrownBy(
            () ->
                EachAlone.of(
                    List.of(1, 2),
                    one -> {
                      done.add(one);
                      throw new DataAccessResourceFailureException(
                          "away", new SQLTransientConnectionException());
                    }))
        .isInstanceOf(DataAccessResourceFailureException.class);
    assertThat(done).containsExactly(1);
  }

  private void evenOnly(int number) {
    if (number % 2 == 1) {
      throw new IllegalStateException(Integer.toString(number));
    }
    done.add(number);
  }
}
