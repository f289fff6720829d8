package onestop.procedures.form;

import java.util.List;
import onestop.kernel.PlainText;

/**
 * Tells by their names the fields whose answers are numbers of a person: of an identity document,
 * of insurance, or to call. Such a number is masked by role where the applicant's is shown, so it
 * must stand in no list and be found by no word. Pure.
 */
final class PersonalNumbers {
  /** Words of a label or key, without tones, each between blanks. */
  private static final List<String> NAMES =
      List.of(
          " dinh danh ",
          " can cuoc ",
          " cccd ",
          " cmnd ",
          " cmt ",
          " chung minh nhan dan ",
          " ho chieu ",
          " tuy than ",
          " so bao hiem ",
          " so the bao hiem ",
          " ma so thue ca nhan ",
          " dien thoai ",
          " so di dong ",
          " personal number ",
          " personal no ",
          " personal identification ",
          " identity ",
          " id number ",
          " id no ",
          " citizen id ",
          " passport ",
          " insurance number ",
          " insurance no ",
          " phone ",
          " telephone ",
          " mobile ",
          " tel ");

  private PersonalNumbers() {}

  /** Whether a field of that key or label asks for one. */
  static boolean asks(String key, FormText label) {
    return names(key.replace('_', ' ').replaceAll("(?<=[a-z])(?=[A-Z])", " "))
        || names(label.vi())
        || names(label.en());
  }

  private static boolean names(String text) {
    String words = " " + PlainText.words(text) + " ";
    return NAMES.stream().anyMatch(words::contains);
  }
}
