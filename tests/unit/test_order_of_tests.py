"""The order in which tests run."""


def test_properties_come_before_all_that_may_start_a_thread(request):
    is_property = [bool(item.get_closest_marker("hypothesis")) for item in request.session.items]
    assert is_property == sorted(is_property, reverse=True)
