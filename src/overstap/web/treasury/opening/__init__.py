"""The windows as those see them who keep the money: the order, the tempo, and the decisions of the framework keeper."""
