package onestop.node;

/** This node has come to rest, or goes on: {@link NodeState#isAtWork()} says which. */
public record NodeJudged() {}
