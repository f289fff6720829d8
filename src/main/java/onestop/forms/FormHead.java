package onestop.forms;

import java.time.LocalDate;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * The fields at the top of every form.
 *
 * @param agency the name of the agency that issues it, in the form's language
 * @param desk the name of its one-stop desk
 * @param number the number of the document, such as {@code 12/PXL-UBND}
 * @param place the place of issue, such as {@code Hà Nội}
 * @param date the date of issue
 * @param formNumber the number of the form itself, such as {@code Mẫu số 04}
 * @param title the form's title as the rule pack words it
 * @param qrText the text of the QR code; if absent, none is printed
 */
public record FormHead(
    String agency,
    String desk,
    String number,
    String place,
    LocalDate date,
    String formNumber,
    String title,
    @Nullable String qrText) {

  /**
   * A form with this head about that applicant.
   *
   * @param fields the further fields of the template
   */
  public FormModel form(
      String template, Party applicant, Map<String, Object> fields, Locale locale) {
    Map<String, Object> all = new LinkedHashMap<>(fields);
    into(all, FormWords.of(locale));
    applicant.into(all);
    return new FormModel(template, all, qrText, locale);
  }

  void into(Map<String, Object> fields, FormWords words) {
    fields.put("agency", agency);
    fields.put("desk", desk);
    fields.put("number", number);
    fields.put("placeAndDate", words.placeAndDate(place, date));
    fields.put("formNumber", formNumber);
    fields.put("title", title);
  }
}
