package onestop.engine;

/** The courses of models. */
public interface Courses {
  /** The course of that process. */
  Course of(String processKey);
}
