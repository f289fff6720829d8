package onestop.dossiers;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.LocalDate;
import onestop.kernel.DossierCode;
import onestop.kernel.Failure;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

@Tag("pure")
class TypedCodeTest {
  private static final String UNIT = "000.00.01.H26";

  @ParameterizedTest
  @ValueSource(
      strings = {
        "000.00.01.H26-260302-0012",
        "0000001h262603020012",
        " 000 00 01 h26 – 260302 – 0012 ",
        "000,00,01,H26/260302/0012",
        "０００.００.０１.Ｈ２６-260302-0012",
        "000.00.01.H26-\u0662\u0666\u0660\u0663\u0660\u0662-0012",
        "000.00.01.H26\u200b-260302\u00ad-0012"
      })
  void isReadAsTheCodeOfItsUnit(String typed) {
    assertThat(new UnitDayScheme().read(UNIT, TypedCode.of(typed)))
        .contains(new DossierCode("000.00.01.H26-260302-0012"));
  }

  @Test
  void everyIssuedCodeIsReadBack() {
    UnitDayScheme scheme = new UnitDayScheme();
    for (int number : new int[] {1, 9999, 10_000, 123_456}) {
      DossierCode code = scheme.code(UNIT, LocalDate.of(2026, 3, 2), number);
      assertThat(scheme.read(UNIT, TypedCode.of(code.value()))).contains(code);
      assertThat(scheme.read("000.00.02.H26", TypedCode.of(code.value()))).isEmpty();
    }
    assertThat(scheme.read(UNIT, TypedCode.of(UNIT))).isEmpty();
    assertThat(scheme.read(UNIT, TypedCode.of(UNIT + "-260302-1"))).isEmpty();
  }

  @ParameterizedTest
  @ValueSource(strings = {"", " ", "-./", "Н26-1", "Đ26", "漢字", "H26\ud83d\ude00ж", "é1"})
  void refusesWhatIsNoCodeWhateverDossiersThereAre(String typed) {
    assertThatThrownBy(() -> TypedCode.of(typed))
        .isInstanceOfSatisfying(
            Failure.class, failure -> assertThat(failure.slug()).isEqualTo("typed-code"));
  }

  @Test
  void refusesATextThatIsTooLong() {
    assertThat(TypedCode.of("1".repeat(60)).letters()).hasSize(60);
    assertThatThrownBy(() -> TypedCode.of("1".repeat(61))).isInstanceOf(Failure.class);
    assertThatThrownBy(() -> TypedCode.of("1".repeat(10_000))).isInstanceOf(Failure.class);
    assertThatThrownBy(() -> TypedCode.of("\ufdfa".repeat(240))).isInstanceOf(Failure.class);
  }
}
