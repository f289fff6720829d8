package onestop.engine.tree;

import java.util.ArrayList;
import java.util.List;

/** Numbers every text at once. */
final class TextsInMemory implements TreeTexts {
  private final List<String> texts = new ArrayList<>();

  @Override
  public int number(String text) {
    int known = texts.indexOf(text);
    if (known < 0) {
      texts.add(text);
      return texts.size();
    }
    return known + 1;
  }

  @Override
  public String text(int number) {
    if (number < 1 || number > texts.size()) {
      throw new IllegalStateException("no text of trees has the number " + number);
    }
    return texts.get(number - 1);
  }
}
