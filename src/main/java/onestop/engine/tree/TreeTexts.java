package onestop.engine.tree;

/** The numbers of the texts that recur in trees. A number, once given, keeps its text for ever. */
public interface TreeTexts {
  /** The number of a text, from 1; 0 if it has none, so that it is written in full. */
  int number(String text);

  /**
   * The text of a number.
   *
   * @throws IllegalStateException if no text has the number
   */
  String text(int number);
}
